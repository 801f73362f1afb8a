// Made by Seeds/tools/unicode-tables.py from Unicode 18.0.0; do not edit.

/// The letters, marks and digits of each script, first and last scalar of each stretch.
extension Script {
    static let rows: [Script: String] = [
        .common: """
        30-39 B5 2B9-2D1 2EC-2EE 374 640 1CE1 1CE9-1CEC 1CEE-1CF3 1CF5-1CF7 1CFA 208F
        2102-2124 2128 212C-2131 2133-2149 2E2F 3006 3031-3035 303C 30FC A717-A71F A788
        A9CF FF10-FF19 FF70 FF9E-FF9F 1CCF0-1CCF9 1D165-1D166 1D16D-1D172 1D250-1D252
        1D25F-1D7FF 1FBF0-1FBF9
        """,
        .inherited: """
        300-36F 485-486 64B-655 670 951-954 1AB0-1AF0 1CD0-1CE0 1CE2-1CE8 1CED 1CF4
        1CF8-1CF9 1DC0-1DFF 20D0-20F0 302A-302D 3099-309A FE00-FE2D 101FD 102E0 1133B
        1CF00-1D128 1D167-1D169 1D17B-1D1AD 1D25B-1D25C E0100-E01EF
        """,
        .arabic: """
        610-63F 641-64A 656-66F 671-6FF 750-77F 870-8FF FB50-FDFB FE70-FEFC 10EC2-10EFF
        1EE00-1EEBB
        """,
        .armenian: """
        531-58C FB13-FB17
        """,
        .bengali: """
        980-9FE 11DF0-11DF1
        """,
        .bopomofo: """
        3105-312F 31A0-31BF
        """,
        .cyrillic: """
        400-484 487-52F 1C80-1C8A 1D2B 1D78 2DE0-2DFF A640-A69F FE2E-FE2F 1E030-1E08F
        """,
        .devanagari: """
        900-950 955-97F A8E0-A8FF 11B0A
        """,
        .ethiopic: """
        1200-138F 2D80-2DDE AB01-AB2E 1E7E0-1E7FE
        """,
        .georgian: """
        10A0-10FF 1C90-1CBF 2D00-2D2D
        """,
        .greek: """
        370-373 376-3E1 3F0-3FF 1D26-1D2A 1D5D-1D61 1D66-1D6A 1DBF 1F00-1FFC 2126 AB65
        1D242-1D244 1DFF3-1DFF4
        """,
        .gujarati: """
        A81-AFF
        """,
        .gurmukhi: """
        A01-A75
        """,
        .han: """
        3005 303B 3400-9FFF F900-FAD9 16FE3 16FF0-16FF3 20000-33479
        """,
        .hangul: """
        1100-11FF 302E-302F 3131-318E A960-A97C AC00-D7FB FFA0-FFDC
        """,
        .hebrew: """
        591-5F2 FB1D-FB4F
        """,
        .hiragana: """
        3041-3096 309D-309F 1B001-1B11F 1B123 1B132-1B152
        """,
        .kannada: """
        C80-CF3
        """,
        .katakana: """
        30A1-30FA 30FD-30FF 31F0-31FF FF66-FF6F FF71-FF9D 1AFF0-1B000 1B120-1B122
        1B124-1B128 1B155-1B168
        """,
        .khmer: """
        1780-17E9
        """,
        .lao: """
        E81-EDF
        """,
        .latin: """
        41-AA BA-2B8 2E0-2E4 1D00-1D25 1D2C-1D5C 1D62-1D65 1D6B-1D77 1D79-1DBE 1E00-1EFF
        2071-207F 2090-209F 212A-212B 2132 214E-2184 2C60-2C7F A722-A787 A78B-A7FF
        AB30-AB64 AB66-AB6D FB00-FB06 FF21-FF5A 10780-107BF 1DF00-1DFF2 1DFF5-1DFFF
        """,
        .malayalam: """
        D00-D7F
        """,
        .myanmar: """
        1000-109D A9E0-A9FE AA60-AA7F 116D0-116E3
        """,
        .oriya: """
        B01-B71
        """,
        .sinhala: """
        D81-DF3
        """,
        .tamil: """
        B82-BEF
        """,
        .telugu: """
        C00-C6F
        """,
        .thaana: """
        780-7B1
        """,
        .thai: """
        E01-E59
        """,
        .tibetan: """
        F00-FC6
        """,
    ]
}
