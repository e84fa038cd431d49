//! Radicals that stand for characters.
//!
//! Some programs write ⽉ (a radical of the Kangxi dictionary) into a PDF file for 月, so that a copied text
//! looks right and matches nothing.

/// U+2F00 to U+2FD5.
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// The radicals of U+2E80 to U+2EFF that are in use as characters, in order.
const SUPPLEMENT: [(char, char); 51] = [
    ('\u{2E81}', '厂'),
    ('\u{2E83}', '乚'),
    ('\u{2E85}', '亻'),
    ('\u{2E86}', '冂'),
    ('\u{2E8B}', '卩'),
    ('\u{2E96}', '忄'),
    ('\u{2E97}', '心'),
    ('\u{2E98}', '扌'),
    ('\u{2E99}', '攵'),
    ('\u{2E9D}', '月'),
    ('\u{2E9E}', '歹'),
    ('\u{2E9F}', '母'),
    ('\u{2EA0}', '民'),
    ('\u{2EA1}', '氵'),
    ('\u{2EA2}', '水'),
    ('\u{2EA9}', '王'),
    ('\u{2EAC}', '示'),
    ('\u{2EAF}', '糸'),
    ('\u{2EB0}', '纟'),
    ('\u{2EB6}', '羊'),
    ('\u{2EBC}', '月'),
    ('\u{2EC1}', '虎'),
    ('\u{2EC4}', '西'),
    ('\u{2EC5}', '见'),
    ('\u{2EC6}', '角'),
    ('\u{2EC8}', '讠'),
    ('\u{2EC9}', '贝'),
    ('\u{2ECA}', '足'),
    ('\u{2ECB}', '车'),
    ('\u{2ED3}', '长'),
    ('\u{2ED4}', '门'),
    ('\u{2ED8}', '青'),
    ('\u{2ED9}', '韦'),
    ('\u{2EDA}', '页'),
    ('\u{2EDB}', '风'),
    ('\u{2EDC}', '飞'),
    ('\u{2EDD}', '食'),
    ('\u{2EE0}', '饣'),
    ('\u{2EE2}', '马'),
    ('\u{2EE3}', '骨'),
    ('\u{2EE4}', '鬼'),
    ('\u{2EE5}', '鱼'),
    ('\u{2EE6}', '鸟'),
    ('\u{2EE7}', '卤'),
    ('\u{2EE8}', '麦'),
    ('\u{2EE9}', '黄'),
    ('\u{2EEA}', '黾'),
    ('\u{2EEC}', '齐'),
    ('\u{2EEE}', '齿'),
    ('\u{2EF0}', '龙'),
    ('\u{2EF3}', '龟'),
];

/// The character that a radical stands for.
pub(super) fn character(radical: char) -> Option<char> {
    match radical {
        '\u{2F00}'..='\u{2FD5}' => {
            let index = u32::from(radical).saturating_sub(0x2F00) as usize;
            let start = index.saturating_mul(3);
            KANGXI.get(start..start.saturating_add(3))?.chars().next()
        }
        '\u{2E80}'..='\u{2EFF}' => SUPPLEMENT
            .binary_search_by_key(&radical, |&(known, _)| known)
            .ok()
            .and_then(|index| SUPPLEMENT.get(index))
            .map(|&(_, character)| character),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_characters() {
        let text: String = "2023年12\u{2F49}31\u{2F47}，\u{2F08}\u{2ED3}"
            .chars()
            .map(|c| character(c).unwrap_or(c))
            .collect();
        assert_eq!(text, "2023年12月31日，人长");
        assert!(SUPPLEMENT.is_sorted());
        assert_eq!(KANGXI.len(), 3 * 0xD6);
    }
}
