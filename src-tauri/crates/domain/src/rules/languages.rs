//! The languages that the Store accepts for packages and listings.
//!
//! Source: windows-dev-docs `hub/apps/publish/publish-your-app/msix/app-package-requirements.md` (supported languages), read
//! November 2026. Two codes of one row are two listings of their own. Whether the service refuses other codes is not
//! documented, so an unlisted code is worth a look and never blocked. Names for people are not here: the window and the
//! terminal have them in the person's language.

/// The languages, each with its codes as the document spells them.
const LANGUAGES: &[(&str, &str)] = &[
    (
        "Arabic",
        "ar ar-sa ar-ae ar-bh ar-dz ar-eg ar-iq ar-jo ar-kw ar-lb ar-ly ar-ma ar-om ar-qa ar-sy ar-tn \
         ar-ye",
    ),
    ("Afrikaans", "af af-za"),
    ("Albanian", "sq sq-al"),
    ("Amharic", "am am-et"),
    ("Armenian", "hy hy-am"),
    ("Assamese", "as as-in"),
    ("Azerbaijani", "az-arab az-arab-az az-cyrl az-cyrl-az az-latn az-latn-az"),
    ("Basque", "eu eu-es"),
    ("Belarusian", "be be-by"),
    ("Bangla", "bn bn-bd bn-in"),
    ("Bosnian", "bs bs-cyrl bs-cyrl-ba bs-latn bs-latn-ba"),
    ("Bulgarian", "bg bg-bg"),
    ("Catalan", "ca ca-es ca-es-valencia"),
    ("Cherokee", "chr-cher chr-cher-us chr-latn"),
    ("Chinese (Simplified)", "zh-Hans zh-cn zh-hans-cn zh-sg zh-hans-sg"),
    ("Chinese (Traditional)", "zh-Hant zh-hk zh-mo zh-tw zh-hant-hk zh-hant-mo zh-hant-tw"),
    ("Croatian", "hr hr-hr hr-ba"),
    ("Czech", "cs cs-cz"),
    ("Danish", "da da-dk"),
    ("Dari", "prs prs-af prs-arab"),
    ("Dutch", "nl nl-nl nl-be"),
    (
        "English",
        "en en-au en-ca en-gb en-ie en-in en-nz en-sg en-us en-za en-bz en-hk en-id en-jm en-kz en-mt \
         en-my en-ph en-pk en-tt en-vn en-zw en-053 en-021 en-029 en-011 en-018 en-014",
    ),
    ("Estonian", "et et-ee"),
    ("Filipino", "fil fil-latn fil-ph"),
    ("Finnish", "fi fi-fi"),
    (
        "French",
        "fr fr-be fr-ca fr-ch fr-fr fr-lu fr-015 fr-cd fr-ci fr-cm fr-ht fr-ma fr-mc fr-ml fr-re \
         frc-latn frp-latn fr-155 fr-029 fr-021 fr-011",
    ),
    ("Galician", "gl gl-es"),
    ("Georgian", "ka ka-ge"),
    ("German", "de de-at de-ch de-de de-lu de-li"),
    ("Greek", "el el-gr"),
    ("Gujarati", "gu gu-in"),
    ("Hausa", "ha ha-latn ha-latn-ng"),
    ("Hebrew", "he he-il"),
    ("Hindi", "hi hi-in"),
    ("Hungarian", "hu hu-hu"),
    ("Icelandic", "is is-is"),
    ("Igbo", "ig-latn ig-ng"),
    ("Indonesian", "id id-id"),
    ("Inuktitut (Latin)", "iu-cans iu-latn iu-latn-ca"),
    ("Irish", "ga ga-ie"),
    ("isiXhosa", "xh xh-za"),
    ("isiZulu", "zu zu-za"),
    ("Italian", "it it-it it-ch"),
    ("Japanese", "ja ja-jp"),
    ("Kannada", "kn kn-in"),
    ("Kazakh", "kk kk-kz"),
    ("Khmer", "km km-kh"),
    ("K'iche'", "quc-latn qut-gt qut-latn"),
    ("Kinyarwanda", "rw rw-rw"),
    ("KiSwahili", "sw sw-ke"),
    ("Konkani", "kok kok-in"),
    ("Korean", "ko ko-kr"),
    ("Kurdish", "ku-arab ku-arab-iq"),
    ("Kyrgyz", "ky-kg ky-cyrl"),
    ("Lao", "lo lo-la"),
    ("Latvian", "lv lv-lv"),
    ("Lithuanian", "lt lt-lt"),
    ("Luxembourgish", "lb lb-lu"),
    ("Macedonian", "mk mk-mk"),
    ("Malay", "ms ms-bn ms-my"),
    ("Malayalam", "ml ml-in"),
    ("Maltese", "mt mt-mt"),
    ("Maori", "mi mi-latn mi-nz"),
    ("Marathi", "mr mr-in"),
    ("Mongolian (Cyrillic)", "mn-cyrl mn-mong mn-mn mn-phag"),
    ("Nepali", "ne ne-np"),
    ("Norwegian", "nb nb-no nn nn-no no no-no"),
    ("Odia", "or or-in"),
    ("Persian", "fa fa-ir"),
    ("Polish", "pl pl-pl"),
    ("Portuguese (Brazil)", "pt-br"),
    ("Portuguese (Portugal)", "pt pt-pt"),
    ("Punjabi", "pa pa-arab pa-arab-pk pa-deva pa-in"),
    ("Quechua", "quz quz-bo quz-ec quz-pe"),
    ("Romanian", "ro ro-ro"),
    ("Russian", "ru ru-ru"),
    ("Scottish Gaelic", "gd-gb gd-latn"),
    ("Serbian (Latin)", "sr-Latn sr-latn-cs sr sr-latn-ba sr-latn-me sr-latn-rs"),
    ("Serbian (Cyrillic)", "sr-cyrl sr-cyrl-ba sr-cyrl-cs sr-cyrl-me sr-cyrl-rs"),
    ("Sesotho sa Leboa", "nso nso-za"),
    ("Setswana", "tn tn-bw tn-za"),
    ("Sindhi", "sd-arab sd-arab-pk sd-deva"),
    ("Sinhala", "si si-lk"),
    ("Slovak", "sk sk-sk"),
    ("Slovenian", "sl sl-si"),
    (
        "Spanish",
        "es es-cl es-co es-es es-mx es-ar es-bo es-cr es-do es-ec es-gt es-hn es-ni es-pa es-pe es-pr \
         es-py es-sv es-us es-uy es-ve es-019 es-419",
    ),
    ("Swedish", "sv sv-se sv-fi"),
    ("Tajik (Cyrillic)", "tg-arab tg-cyrl tg-cyrl-tj tg-latn"),
    ("Tamil", "ta ta-in"),
    ("Tatar", "tt-arab tt-cyrl tt-latn tt-ru"),
    ("Telugu", "te te-in"),
    ("Thai", "th th-th"),
    ("Tigrinya", "ti ti-et"),
    ("Turkish", "tr tr-tr"),
    ("Turkmen", "tk-cyrl tk-latn tk-tm tk-latn-tr tk-cyrl-tr"),
    ("Ukrainian", "uk uk-ua"),
    ("Urdu", "ur ur-pk"),
    ("Uyghur", "ug-arab ug-cn ug-cyrl ug-latn"),
    ("Uzbek (Latin)", "uz uz-cyrl uz-latn uz-latn-uz"),
    ("Vietnamese", "vi vi-vn"),
    ("Welsh", "cy cy-gb"),
    ("Wolof", "wo wo-sn"),
    ("Yoruba", "yo-latn yo-ng"),
];

/// All codes, in the order of the document.
pub fn language_codes() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().flat_map(|(_, codes)| codes.split_ascii_whitespace())
}

/// Whether the document lists a code. Case does not count.
pub fn is_store_language(code: &str) -> bool {
    language_codes().any(|listed| listed.eq_ignore_ascii_case(code))
}

/// The English name of the language of a listed code, as the document writes it.
pub fn document_name(code: &str) -> Option<&'static str> {
    let speaks = |codes: &str| codes.split_ascii_whitespace().any(|listed| listed.eq_ignore_ascii_case(code));
    LANGUAGES.iter().find(|(_, codes)| speaks(codes)).map(|(name, _)| *name)
}

/// The first part of a code: the language without script and region.
pub fn primary(code: &str) -> &str {
    code.split('-').next().unwrap_or(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_whole() {
        assert_eq!(LANGUAGES.len(), 103);
        assert_eq!(language_codes().count(), 350);
        assert!(language_codes().all(|code| code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')));
    }

    #[test]
    fn codes_compare_without_case() {
        assert!(is_store_language("fr-FR"));
        assert!(is_store_language("ZH-hans"));
        assert!(!is_store_language("tlh"));
        assert_eq!(document_name("pt-br"), document_name("PT-BR"));
        assert_eq!(primary("zh-hans-cn"), "zh");
    }
}
