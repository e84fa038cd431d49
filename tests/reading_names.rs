//! Figures of fields that the vocabulary does not know: their names, groups, bearers and bases, read from
//! invented sentences in many ways of writing.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use duibiao::notice::{Notice, layout_clause};
use duibiao::reading;
use duibiao::source::{SourceFile, Sources};
use duibiao::text::NoticeText;
use duibiao::vocabulary::Vocabulary;

const HEAD: &str = "云溪市民政局关于做好2024年有关工作的通知\n云民发〔2024〕5号\n\n各县（市、区）民政局：\n\n一、工作要求\n\n";

fn notice(paragraph: &str) -> Notice {
    let text = format!("{HEAD}{paragraph}\n");
    let mut sources = Sources::new();
    let file = sources.add(SourceFile::new("甲.txt", text.clone()));
    let read = NoticeText::read(&text);
    reading::read(file, &text, &read, Vocabulary::builtin()).remove(0)
}

fn assert_states(paragraph: &str, expected: &[&str]) {
    let states: Vec<String> = notice(paragraph).clauses.iter().map(layout_clause).collect();
    assert_eq!(states, expected, "{paragraph}");
}

#[test]
fn what_was_before_and_what_is_now_share_name_and_basis() {
    assert_states(
        "城市低保标准由每人每月720元提高到760元，农村低保标准由每人每年6840元提高到7300元。",
        &[
            "城市低保标准（上年） = 720元/人·月",
            "城市低保标准 达到 760元/人·月",
            "农村低保标准（上年） = 6840元/人·年",
            "农村低保标准 达到 7300元/人·年",
        ],
    );
}

#[test]
fn one_word_takes_the_place_of_another_of_its_kind() {
    assert_states(
        "全市城市低保月人均补差水平不低于455元，农村不低于320元。",
        &[
            "城市低保月人均补差水平 ≥ 455元/人·月",
            "农村低保月人均补差水平 ≥ 320元/人·月",
        ],
    );
    assert_states(
        "小学公用经费补助标准为每生每年650元，初中每生每年850元。",
        &[
            "小学公用经费补助标准 = 650元/人·年",
            "初中公用经费补助标准 = 850元/人·年",
        ],
    );
    assert_states(
        "集中供养孤儿养育标准每人每月1650元，散居孤儿每人每月1150元。",
        &[
            "集中供养孤儿养育标准 = 1650元/人·月",
            "散居孤儿养育标准 = 1150元/人·月",
        ],
    );
}

#[test]
fn lists_are_paired_in_order() {
    assert_states(
        "全护理、半护理、全自理三档护理标准分别为每人每月1200元、600元和200元。",
        &[
            "护理标准（全护理） = 1200元/人·月",
            "护理标准（半护理） = 600元/人·月",
            "护理标准（全自理） = 200元/人·月",
        ],
    );
    assert_states(
        "照料护理标准按照生活自理能力分为三档，全自理、半护理、全护理分别为每人每月90元、370元、740元。",
        &[
            "照料护理标准（全自理） = 90元/人·月",
            "照料护理标准（半护理） = 370元/人·月",
            "照料护理标准（全护理） = 740元/人·月",
        ],
    );
    assert_states(
        "初级工、中级工、高级工培训补贴标准分别为每人800元、1200元和1800元。",
        &[
            "初级工培训补贴标准 = 800元/人",
            "中级工培训补贴标准 = 1200元/人",
            "高级工培训补贴标准 = 1800元/人",
        ],
    );
    assert_states(
        "甲镇、乙镇、丙镇2022年单位产值能耗分别下降3.2%、3.0%、2.8%。",
        &[
            "单位产值能耗（2022年，甲镇） = 单位产值能耗（上年，甲镇） − 3.2%",
            "单位产值能耗（2022年，乙镇） = 单位产值能耗（上年，乙镇） − 3.0%",
            "单位产值能耗（2022年，丙镇） = 单位产值能耗（上年，丙镇） − 2.8%",
        ],
    );
}

#[test]
fn a_part_is_of_what_stands_before_it() {
    assert_states(
        "城市特困人员基本生活标准不低于当地城市低保标准的1.3倍。",
        &["城市特困人员基本生活标准 ≥ 1.3倍 × 当地城市低保标准"],
    );
    assert_states(
        "月缴存基数最高不超过市统计部门公布的2022年在岗职工月平均工资的3倍。",
        &["月缴存基数（2022年） ≤ 3倍 × 市统计部门公布的2022年在岗职工月平均工资"],
    );
    assert_states(
        "个人社会保险补贴不超过实际缴费额的三分之二。",
        &["3 × 个人社会保险补贴 ≤ 2 × 实际缴费额"],
    );
}

#[test]
fn who_pays_is_no_part_of_the_name() {
    assert_states(
        "所需资金由市、县两级财政按5：5的比例分担，其中市级财政安排1256.8万元，市辖区由市级承担70%。",
        &[
            "所需资金 = 市级财政 5 : 县级财政 5",
            "所需资金·市级财政 = 1256.8万元",
            "所需资金·市级财政（市辖区） = 70%",
        ],
    );
    assert_states(
        "奖励资金由市、区两级财政按3:7分担。",
        &["奖励资金 = 市级财政 3 : 县级财政 7"],
    );
}

#[test]
fn a_force_behind_a_name_binds_that_figure_alone() {
    let forces = |paragraph: &str| -> Vec<String> {
        let notice = notice(paragraph);
        notice
            .clauses
            .iter()
            .map(|clause| format!("{} {}", layout_clause(clause), clause.force.word()))
            .collect()
    };
    assert_eq!(
        forces("家庭经济状况核对率达到100%，动态管理率力争达到95%以上，错保率控制在2%以内。"),
        [
            "家庭经济状况核对率 达到 100% 必须",
            "动态管理率 ≥ 95% 预期性",
            "错保率 ≤ 2% 必须"
        ]
    );
    assert_eq!(
        forces("力争动态管理率达到95%以上，错保率控制在2%以内。"),
        ["动态管理率 ≥ 95% 预期性", "错保率 ≤ 2% 预期性"]
    );
}

#[test]
fn whom_it_is_for_is_no_part_of_the_name() {
    assert_states(
        "对符合条件的高校毕业生，给予5000元的一次性求职补贴。",
        &["一次性求职补贴（符合条件的高校毕业生） = 5000元"],
    );
    assert_states(
        "首付款比例首套不低于20%、二套不低于30%。",
        &["首付款比例（首套） ≥ 20%", "首付款比例（二套） ≥ 30%"],
    );
}

#[test]
fn changes_keep_what_they_are_compared_with() {
    assert_states(
        "全市粮食产量比2020年增长6%左右，化肥使用量下降3%。",
        &[
            "粮食产量 ≈ 粮食产量（2020年） + 6%",
            "化肥使用量 = 化肥使用量（上年） − 3%",
        ],
    );
}

#[test]
fn counts_and_spans_are_facts_where_they_are_named() {
    assert_states(
        "新建公办幼儿园20所，改造老旧小区6.8万户。",
        &["公办幼儿园 = 20所", "老旧小区 = 6.8万户"],
    );
    assert_states(
        "公益性岗位补贴每月500元至900元，见习期限3—12个月。",
        &[
            "公益性岗位补贴 ≥ 500元/月",
            "公益性岗位补贴 ≤ 900元/月",
            "见习期限 ≥ 3个月",
            "见习期限 ≤ 12个月",
        ],
    );
    assert_states(
        "公办托位占比达到35%左右，执行进度不低于80%，滞纳金按日加收万分之五。",
        &["公办托位占比 ≈ 35%", "执行进度 ≥ 80%", "滞纳金 = 0.05%"],
    );
}

#[test]
fn numbers_that_measure_nothing_are_no_facts() {
    assert_states(
        "咨询电话：0713—5527781，邮编：436500，第3次会议研究了第12条，峰时段为8:00—22:00。",
        &[],
    );
    assert_states("各县要落实三项措施，分为三档，做好第二批工作。", &[]);
}
