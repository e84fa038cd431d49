//! Texts of notices that nobody has issued: kinds, length, layout and density of figures as in real ones.
//!
//! A notice is built of sentences, a sentence of phrases, so that no two notices say the same. Places are
//! invented below real provinces. The figures of one notice agree with each other.

use std::fmt::Write as _;

use super::names::place_name;

/// A series of choices, the same for the same seed.
struct Choice(u64);

impl Choice {
    fn below(&mut self, count: usize) -> usize {
        // xorshift64*: short, and good enough for choosing words.
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % count
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

const PROVINCES: [(&str, &str); 8] = [
    ("山西省", "省级"),
    ("湖南省", "省级"),
    ("甘肃省", "省级"),
    ("云南省", "省级"),
    ("河南省", "省级"),
    ("贵州省", "省级"),
    ("江西省", "省级"),
    ("广西壮族自治区", "自治区"),
];

const WHO: [&str; 16] = [
    "各县（市、区）",
    "各级医保部门",
    "各级财政部门",
    "税务部门",
    "定点医疗机构",
    "经办机构",
    "乡镇（街道）",
    "村（社区）",
    "市级主管部门",
    "各有关单位",
    "承办机构",
    "各级民政部门",
    "人力资源社会保障部门",
    "用人单位",
    "申请人户籍所在地",
    "牵头部门",
];

const LEADS: [&str; 18] = [
    "要切实提高认识",
    "要按照职责分工",
    "应当建立台账",
    "要坚持问题导向",
    "要结合本地实际",
    "要主动对接需求",
    "应当依法履职",
    "要把工作做在前面",
    "要健全协调机制",
    "应当公开办事指南",
    "要坚持分类施策",
    "要加强上下联动",
    "应当及时核实情况",
    "要盯住薄弱环节",
    "要统筹各类资源",
    "应当留存有关材料",
    "要定期调度进展",
    "要畅通反映渠道",
];

const ACTIONS: [&str; 56] = [
    "规范窗口的办事流程",
    "把服务网点延伸到乡村",
    "完善信息共享的办法",
    "推动数据跨部门核对",
    "简化申请所需的材料",
    "做好政策解读和宣传",
    "细化年度工作的安排",
    "落实资金监管的责任",
    "严格执行预算的规定",
    "防止重复享受和漏报",
    "加快拨付各项补助资金",
    "健全基层队伍的培训",
    "提高经办人员的能力",
    "改善偏远山区的服务",
    "引导社会力量有序参与",
    "推行网上申报和查询",
    "压缩办理事项的时间",
    "开展入户走访和摸底",
    "动态调整保障的对象",
    "完善价格形成的机制",
    "发挥商业保险的作用",
    "强化协议管理和考核",
    "查处弄虚作假的行为",
    "保护个人信息的安全",
    "畅通异地办理的渠道",
    "巩固已有改革的成果",
    "稳妥处理历史遗留问题",
    "完善应急处置的预案",
    "落实安全生产的要求",
    "推进绿色低碳的转型",
    "支持小微企业稳定岗位",
    "帮扶就业困难的人员",
    "扩大普惠托育的供给",
    "完善租购并举的政策",
    "优化贷款审批的环节",
    "加强风险监测和预警",
    "健全绩效评价的制度",
    "及时回应群众的关切",
    "总结推广有效的做法",
    "推动城乡之间的均衡",
    "减轻困难家庭的负担",
    "规范各项收费的行为",
    "完善分级诊疗的衔接",
    "促进医养服务的结合",
    "加强集中采购的管理",
    "落实生育支持的措施",
    "健全多元投入的机制",
    "提升统计数据的质量",
    "组织专业力量进行评估",
    "抓好重点项目的建设",
    "完善退出和补录的程序",
    "统一全市范围的标准",
    "落实首问负责的制度",
    "公示审核确认的结果",
    "保障参保人员的权益",
    "推动资源向基层下沉",
];

const ENDS: [&str; 22] = [
    "确保各项政策落到实处",
    "不断增强群众的获得感",
    "切实兜住民生的底线",
    "形成齐抓共管的局面",
    "逐步缩小地区之间的差距",
    "促进制度长期平稳运行",
    "为高质量发展提供支撑",
    "让数据多跑路、群众少跑腿",
    "做到应保尽保、应退尽退",
    "有效防范各类风险",
    "提升管理的精细化水平",
    "方便群众就近办理",
    "推动责任层层传导",
    "努力实现收支的平衡",
    "使有限的资金发挥更大效益",
    "避免因病因灾返贫",
    "保持政策的连续和稳定",
    "营造良好的社会氛围",
    "不得擅自提高或者降低标准",
    "不得挤占、挪用和截留资金",
    "并接受社会各方面的监督",
    "并将结果纳入年终的考核",
];

const TITLES: [&str; 24] = [
    "加强组织领导",
    "健全工作机制",
    "完善服务体系",
    "规范资金管理",
    "强化监督检查",
    "做好宣传引导",
    "优化经办服务",
    "落实主体责任",
    "推进信息共享",
    "提升基层能力",
    "加大投入力度",
    "严格审核程序",
    "健全评价制度",
    "防范运行风险",
    "稳定待遇预期",
    "改进工作作风",
    "突出重点任务",
    "统筹城乡发展",
    "保障困难群体",
    "促进多方参与",
    "夯实数据基础",
    "明确目标要求",
    "加强队伍建设",
    "抓好跟踪问效",
];

const ORGANS: [&str; 12] = [
    "市医保局",
    "市财政局",
    "市民政局",
    "市卫生健康委",
    "市发展改革委",
    "市人力资源社会保障局",
    "市教育局",
    "市住房城乡建设局",
    "市应急管理局",
    "市统计局",
    "市农业农村局",
    "市市场监管局",
];

/// What a notice is about.
#[derive(Clone, Copy)]
enum Field {
    Insurance,
    Relief,
    Employment,
    Housing,
    Plan,
}

const FIELDS: [Field; 5] = [
    Field::Insurance,
    Field::Plan,
    Field::Relief,
    Field::Employment,
    Field::Housing,
];

impl Field {
    fn organ(self) -> &'static str {
        match self {
            Field::Insurance => "医疗保障局",
            Field::Relief => "民政局",
            Field::Employment => "人力资源和社会保障局",
            Field::Housing => "住房和城乡建设局",
            Field::Plan => "人民政府办公室",
        }
    }

    fn sign(self) -> &'static str {
        match self {
            Field::Insurance => "医保发",
            Field::Relief => "民发",
            Field::Employment => "人社发",
            Field::Housing => "建发",
            Field::Plan => "政办发",
        }
    }

    fn title(self, year: usize) -> String {
        match self {
            Field::Insurance => format!("关于做好{year}年城乡居民基本医疗保障工作的通知"),
            Field::Relief => format!("关于提高{year}年城乡居民最低生活保障标准的通知"),
            Field::Employment => "关于进一步做好稳定和扩大就业有关工作的通知".to_owned(),
            Field::Housing => "关于调整住房公积金缴存使用有关政策的通知".to_owned(),
            Field::Plan => "关于印发公共服务能力提升行动方案的通知".to_owned(),
        }
    }
}

/// One notice under way: its paragraphs.
struct Draft {
    choice: Choice,
    year: usize,
    paragraphs: Vec<String>,
}

impl Draft {
    fn push(&mut self, paragraph: String) {
        self.paragraphs.push(paragraph);
    }

    /// A sentence without figures.
    fn plain(&mut self) -> String {
        let choice = &mut self.choice;
        let mut sentence = format!("{}{}，", choice.of(&WHO), choice.of(&LEADS));
        let actions = 2 + choice.below(3);
        for _ in 0..actions {
            let _ = write!(sentence, "{}，", choice.of(&ACTIONS));
        }
        let _ = write!(sentence, "{}。", choice.of(&ENDS));
        sentence
    }

    /// A sentence with a figure or several, of any field.
    fn figures(&mut self) -> String {
        let year = self.year;
        let choice = &mut self.choice;
        let rate = 61 + choice.below(37);
        let amount = 100 + 10 * choice.below(90);
        match choice.below(10) {
            0 => format!("到{year}年底，有关事项网上可办率达到{rate}%以上，群众满意率不低于90%。"),
            1 => format!(
                "{}每年安排专项资金{amount}万元，用于{}。",
                choice.of(&ORGANS),
                choice.of(&ACTIONS)
            ),
            2 => format!("对符合条件的单位，按照每人每月{amount}元的标准给予补贴，期限最长不超过12个月。"),
            3 => format!(
                "各县（市、区）应于{year}年{}月{}日前将落实情况报送市级主管部门。",
                3 + choice.below(9),
                1 + choice.below(28)
            ),
            4 => format!(
                "受理申请后，应当在{}个工作日内完成核实，情况复杂的可以延长至30个工作日。",
                3 + choice.below(18)
            ),
            5 => format!(
                "所需资金由市级财政和县级财政按照{0}：{1}的比例分担。",
                4 + choice.below(3),
                6 - choice.below(3)
            ),
            6 => format!("补助标准由每人每年{amount}元提高至{}元。", amount + 30),
            7 => format!(
                "抽查的比例不得低于{}%，对问题较多的地方提高到50%。",
                5 + choice.below(20)
            ),
            8 => format!(
                "按照《关于规范专项资金使用的意见》（财办〔{}〕{}号）的规定执行。",
                year - 2,
                3 + choice.below(90)
            ),
            _ => format!(
                "年度支付限额为{}万元，单笔费用在{amount}元以下的部分由个人负担。",
                2 + choice.below(40)
            ),
        }
    }

    /// A paragraph of `sentences`; every third or so has a figure.
    fn paragraph(&mut self, sentences: usize) -> String {
        let mut text = String::new();
        for _ in 0..sentences {
            let sentence = if self.choice.below(9) < 2 {
                self.figures()
            } else {
                self.plain()
            };
            text.push_str(&sentence);
        }
        text
    }

    fn duty(&mut self) -> String {
        let lead = self.choice.below(ORGANS.len());
        let at = |step: usize| ORGANS[(lead + step) % ORGANS.len()];
        let limit = match self.choice.below(3) {
            0 => "持续推进".to_owned(),
            _ => format!("{}年12月底前", self.year),
        };
        format!(
            "（牵头单位：{}；配合单位：{}、{}，各县（市、区）政府。完成时限：{limit}）",
            at(0),
            at(1),
            at(5)
        )
    }
}

const NUMERALS: [&str; 12] = [
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二",
];

/// What insurance notices say of money: 全国 640, and who pays how much of it.
fn money(draft: &mut Draft, province: &str, level: &str, city: &str) {
    let year = draft.year;
    let province = if level == "自治区" { "我区" } else { province };
    draft.push(format!(
        "{year}年，全市城乡居民基本医疗保险（以下简称“居民医保”）人均财政补助标准新增30元，达到每人每年不低于640元。个人缴费标准同步提高30元，达到每人每年380元。按照{province}有关规定，中央财政负担60%，省级财政和市县财政各负担20%。"
    ));
    for index in 0..4 {
        let county = place_name(draft.choice.below(1 << 20));
        draft.push(format!(
            "{}.{county}县：中央财政每人每年补助384元；省级财政每人每年补助128元；市县两级财政每人每年补助128元（其中市级财政补助{}元，县级财政补助{}元）。",
            index + 1,
            51 + index,
            77 - index
        ));
    }
    let limit = 300 + 10 * draft.choice.below(20);
    draft.push(format!(
        "{city}政策范围内住院费用支付比例稳定在70%左右；普通门诊年度支付限额提高到每人每年{limit}元，起付标准一级医疗机构不高于200元、二级医疗机构不高于400元、三级医疗机构不高于800元。大病保险起付线为1.2万元，支付比例不低于60%，对特困人员起付标准降低50%、支付比例提高5个百分点。"
    ));
}

/// What notices on relief say of standards.
fn standards(draft: &mut Draft, city: &str) {
    let base = 600 + 10 * draft.choice.below(30);
    draft.push(format!(
        "从{}年7月1日起，{city}城市最低生活保障标准由每人每月{base}元提高到{}元，农村最低生活保障标准由每人每年{}元提高到{}元。",
        draft.year,
        base + 30,
        base * 8,
        base * 8 + 240
    ));
    draft.push(format!(
        "特困人员基本生活标准按照不低于当地最低生活保障标准的1.3倍确定；照料护理标准分为三档，全自理、半护理和全护理分别为每人每月{}元、{}元、{}元。",
        base / 4,
        base / 2,
        base
    ));
}

/// A table of indicators.
fn table(draft: &mut Draft) {
    draft.push("主要指标".to_owned());
    let mut text = format!(
        "序号\t指标\t{}年基期值\t{}年目标值",
        draft.year - 3,
        draft.year + 2
    );
    for (index, name) in [
        "事项网上可办率（%）",
        "基层服务覆盖率（%）",
        "群众满意率（%）",
        "按时办结率（%）",
        "问题整改完成率（%）",
    ]
    .iter()
    .enumerate()
    {
        let from = 60 + draft.choice.below(20);
        let _ = write!(text, "\n{}\t{name}\t{from}\t{}", index + 1, from + 15);
    }
    draft.push(text);
}

/// One notice: its name and its text.
fn notice(index: usize) -> (String, String) {
    let mut draft = Draft {
        choice: Choice((index as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)),
        year: 2021 + index % 4,
        paragraphs: Vec::new(),
    };
    let field = FIELDS[index % FIELDS.len()];
    let (province, level) = PROVINCES[index / FIELDS.len() % PROVINCES.len()];
    let name = place_name(index);
    let city = format!("{name}市");
    let organ = format!("{city}{}", field.organ());
    let number = format!("{name}{}〔{}〕{}号", field.sign(), draft.year, index % 180 + 1);
    let title = field.title(draft.year);
    let year = draft.year;
    draft.push(number.clone());
    draft.push(format!("{organ}\n{title}"));
    draft.push("各县（市、区）人民政府，市直各有关单位：".to_owned());
    draft.push(format!(
        "为贯彻落实{province}有关工作部署，根据《{}关于加强公共服务资金管理的意见》（{name}政发〔{}〕{}号）精神，经{city}人民政府同意，现就有关事项通知如下：",
        format_args!("{city}人民政府"),
        year - 1,
        index % 60 + 1
    ));
    // A plan is about twice as long as the others; as many sections as make up the length.
    let sections = if matches!(field, Field::Plan) { 9 } else { 5 };
    for (section, numeral) in NUMERALS.iter().enumerate().take(sections) {
        let heading = draft.choice.of(&TITLES);
        draft.push(format!("{numeral}、{heading}"));
        match (field, section) {
            (Field::Insurance, 0) => money(&mut draft, province, level, &city),
            (Field::Relief, 0) => standards(&mut draft, &city),
            (Field::Plan | Field::Employment, 1) => table(&mut draft),
            _ => {}
        }
        let tasks = 3 + draft.choice.below(2);
        for numeral in NUMERALS.iter().take(tasks) {
            let heading = draft.choice.of(&TITLES);
            let sentences = 3 + draft.choice.below(4);
            let text = draft.paragraph(sentences);
            let duty = if matches!(field, Field::Plan) {
                draft.duty()
            } else {
                String::new()
            };
            draft.push(format!("（{numeral}）{heading}。{text}{duty}"));
        }
    }
    draft.push(format!("本通知自{year}年9月1日起施行，有效期5年。"));
    draft.push(organ.clone());
    draft.push(format!("{year}年8月{}日", 1 + index % 28));
    draft.push("（此件公开发布）".to_owned());
    let text = lay_out(index, &draft.paragraphs);
    (format!("{name}-{index}.txt"), text)
}

/// The paragraphs as files have them: an empty line between two and pages that end within a sentence, lines
/// broken at the margin, or one paragraph a line.
fn lay_out(index: usize, paragraphs: &[String]) -> String {
    const PAGE: usize = 560;
    const LINE: usize = 34;
    let mut text = String::new();
    let (mut page, mut on_page) = (1, 0);
    for paragraph in paragraphs {
        let is_prose = paragraph.ends_with(['。', '）']) && paragraph.chars().count() > LINE;
        if index % 5 == 4 && is_prose {
            // Broken at the margin.
            text.push_str("　　");
            for (at, character) in paragraph.chars().enumerate() {
                if at > 0 && (at + 2) % LINE == 0 {
                    text.push('\n');
                }
                text.push(character);
            }
            text.push('\n');
        } else if index % 5 == 3 {
            if is_prose {
                text.push_str("　　");
            }
            text.push_str(paragraph);
            text.push_str("\r\n");
        } else {
            for character in paragraph.chars() {
                text.push(character);
                on_page += 1;
                if on_page >= PAGE && is_prose && !character.is_ascii() && character != '。' {
                    let _ = write!(text, "\n\n— {page} —\n\n");
                    (page, on_page) = (page + 1, 0);
                }
            }
            text.push_str("\n\n");
        }
    }
    text
}

/// `count` notices: the names of their files and their texts.
pub(super) fn notices(count: usize) -> Vec<(String, String)> {
    (0..count).map(notice).collect()
}
