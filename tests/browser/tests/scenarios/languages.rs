//! Newsglass in the languages of its `_locales`, whichever there are: the browser is started in each, and says what that file says.

use crate::own_pages::{violations, violations_of_card};
use crate::page::{MARKED, Popup, REPORT};
use libtest_mimic::Trial;
use newsglass_browser_tests::run::{Stage, for_both, scenario};
use newsglass_browser_tests::session::Options;
use newsglass_browser_tests::{Result, root};
use serde_json::Value;

/// Folder names of the translations.
fn translations() -> Vec<String> {
    let folders = std::fs::read_dir(root().join("extension/_locales")).expect("translations");
    let mut names: Vec<String> =
        folders.flatten().map(|folder| folder.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Each language in each browser.
pub fn scenarios() -> Vec<Trial> {
    let speaks = |language: String| {
        for_both(module_path!(), &format!("newsglass_speaks_{language}"), move |browser| {
            let options = Options { language: Some(language.replace('_', "-")), ..Options::default() };
            scenario(&format!("language-{language}"), browser, &options, async |stage| {
                newsglass_speaks(stage, &language).await
            })
        })
    };
    translations().into_iter().flat_map(speaks).collect()
}

/// The messages of one language.
struct Said(Value);

impl Said {
    fn say(&self, key: &str) -> &str {
        self.0[key]["message"].as_str().unwrap_or_else(|| panic!("no message {key}"))
    }

    /// Whether this is one of them.
    fn says(&self, text: &str) -> bool {
        self.0.as_object().is_some_and(|all| all.values().any(|message| message["message"] == text))
    }

    /// A text that depends on a number, as the browser's own `Intl` forms it.
    async fn count(&self, stage: &Stage, key: &str, number: u32) -> Result<String> {
        let script = format!(
            "return [new Intl.PluralRules({0:?}).select({number}), new Intl.NumberFormat({0:?}).format({number})]",
            self.say("language")
        );
        let [form, number]: [String; 2] = serde_json::from_value(stage.session.eval(&script).await?)?;
        Ok(self.say(&format!("{key}_{form}")).replace("$1", &number))
    }
}

async fn newsglass_speaks(stage: &mut Stage, name: &str) -> Result {
    let file = root().join(format!("dist/chrome/_locales/{name}/messages.json"));
    let said = Said(serde_json::from_slice(&std::fs::read(file)?)?);
    let (language, direction) = (said.say("language"), said.say("direction"));
    // A page that is written the other way must not turn what is ours.
    let other = if direction == "rtl" { "ltr" } else { "rtl" };
    let page = REPORT.replacen("<html", &format!("<html dir={other}"), 1);
    assert!(page.contains(&format!("dir={other}")));
    let url = stage.server.put("/report", &[], page.as_str());
    stage.session.open(&url).await?;
    stage.session.until_true("the page is marked", MARKED).await?;

    let repeat = said.count(stage, "repeatAbove", 3).await?;
    let policy = said.count(stage, "policy", 2).await?;
    let bars =
        "return [...document.querySelectorAll('newsglass-fold')].map(bar => bar.shadowRoot.querySelector('button'))
        .map(({textContent, dir, lang, title}) => [textContent, dir, lang, title].join('|'))";
    let bars: Vec<String> = serde_json::from_value(stage.session.eval(bars).await?)?;
    let end = format!("· {}|{direction}|{language}|", said.say("barShow"));
    assert!(bars[0].starts_with(&repeat) && bars[0].contains(&end), "{bars:?} without {repeat} {end}");
    assert!(bars.iter().any(|bar| bar.starts_with(&policy) && bar.contains(&end)), "{bars:?} without {policy} {end}");
    assert!(bars[0].ends_with(said.say("repeatAboveWhy")), "{bars:?}");

    let mut found: Vec<String> = violations(stage, "{include: [['newsglass-fold']]}").await?;
    stage.session.point(stage.session.place_of("Solheim", 0).await?).await?;
    let session = &stage.session;
    session.until_card("the card comes", "card.matches(':popover-open')").await?;
    let card = session.in_card("[card.dir, card.lang, voice.lang, getComputedStyle(card.querySelector('h2')).direction, card.innerText].join('|')").await?;
    let card = card.as_str().unwrap_or_default().to_owned();
    assert!(card.starts_with(&format!("{direction}|{language}|{language}|{direction}|")), "{card}");
    for key in ["actors_person", "why", "mentions", "copy", "hide", "wrong"] {
        assert!(card.contains(said.say(key)), "{key}: {card}");
    }
    let signs: Vec<&str> = said
        .0
        .as_object()
        .expect("messages")
        .keys()
        .map(String::as_str)
        .filter(|key| key.starts_with("sign_"))
        .collect();
    assert!(signs.iter().any(|key| card.contains(said.say(key))), "no sign: {card}");
    let markup =
        session.in_card("card.previousSibling.outerHTML + card.outerHTML.replace('popover=\"manual\"', '')").await?;

    let badge = session.badge(&url).await?;
    let script = format!("return new Intl.NumberFormat({language:?}).format({{}})");
    let popup = Popup::open(session).await?;
    popup
        .until("the popup speaks", &format!("document.querySelector('#what').textContent === {:?}", said.say("marked")))
        .await?;
    popup
        .until("it names the bars", &format!("document.querySelector('#bars').innerText.includes({repeat:?})"))
        .await?;
    let five = said.count(stage, "folded", 5).await?;
    assert_eq!(popup.text("#folded").await?, five);
    popup.close().await?;
    let digits: Vec<String> = (0..10).map(|digit| script.replace("{}", &digit.to_string())).collect();
    let mut known = String::new();
    for digit in digits {
        known += session.eval(&digit).await?.as_str().unwrap_or_default();
    }
    assert!(
        !badge.is_empty() && badge.chars().all(|c| known.contains(c)),
        "the badge says {badge}, digits are {known}"
    );

    for (page, ready) in [
        ("welcome.html", "document.querySelector('iframe').contentWindow.CSS.highlights.size > 3"),
        ("options.html", "document.querySelector('#strength button') !== null"),
        ("popup.html", "document.querySelector('#bars li') !== null"),
    ] {
        let session = &stage.session;
        session.open_beside(&session.page(page)).await?;
        session.until_true(&format!("{page} is there"), &format!("return {ready}")).await?;
        let told = "const {lang, dir} = document.documentElement;
            const shown = [...document.querySelectorAll('[data-say]')].map(({dataset, textContent}) => [dataset.say, textContent]);
            return [`${lang} ${dir} ${getComputedStyle(document.body).direction}`, document.documentElement.scrollWidth <= innerWidth, shown]";
        let (root, fits, shown): (String, bool, Vec<(String, String)>) =
            serde_json::from_value(session.eval(told).await?)?;
        assert_eq!(root, format!("{language} {direction} {direction}"), "{page}");
        assert!(fits, "{page} is too wide");
        assert!(shown.len() > 3, "{page}: {shown:?}");
        for (key, text) in shown {
            // Some follow the page and the settings, and say another message of this language then.
            let changes = ["asking", "siteAsk"].contains(&key.as_str());
            assert!(text == said.say(&key) || (changes && said.says(&text)), "{page}: {key}: {text}");
        }
        found.extend(violations(stage, "document").await?.into_iter().map(|text| format!("{page}: {text}")));
        let session = &stage.session;
        session.driver.close_window().await?;
        session.driver.switch_to_window(session.tab.clone()).await?;
    }

    let told = "Promise.all([api.commands.getAll(), api.runtime.getManifest()]).then(([commands, {description}]) => JSON.stringify([description, ...commands.map(one => one.description)]))";
    let told = stage.session.in_extension(told).await?;
    let told: Vec<String> = serde_json::from_str(told.as_str().unwrap_or_default())?;
    for key in ["extDescription", "commandToggle", "commandNext", "commandPrevious", "commandRead"] {
        assert!(told.iter().any(|text| text == said.say(key)), "{key}: {told:?}");
    }

    let markup = markup.as_str().unwrap_or_default().replace(" hidden=\"\"", "");
    found.extend(violations_of_card(stage, &markup).await?);
    assert!(found.is_empty(), "{found:#?}");
    Ok(())
}
