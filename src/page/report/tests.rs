use crate::engine::document::Page;
use crate::html;
use crate::page::blocks;

const STORY: &str = "<h1>Ferry to the islands stops</h1><p class=byline>By Ann Lee</p><p class=date>8 September 2017</p>
    <p>The ferry to Skarholm stopped running on Friday after ice closed the northern harbour for the first time in six years, the company said.
    <p>“We have bread for a week,” said the mayor, who has asked the ministry for a helicopter that can land beside the church in the village.
    <p>The harbour master expects that the ice will hold for ten days, and has asked ships to keep away from the coast until he calls.";

fn read(html: &str, url: &str) -> Page {
    blocks::document(&html::read(html, url)).document.page
}

#[test]
fn reports_and_other_pages() {
    let story = read(STORY, "https://example.org/news/2017/09/08/ferry-stops");
    assert!(story.report);
    assert_eq!(story.byline.as_deref(), Some("Ann Lee"));
    assert_eq!(story.published.as_deref(), Some("2017-09-08"));
    let teaser = "<h2><a href=/s>Ice on the northern sea keeps the ships in port</a></h2><p>The harbour master expects that it will hold for ten days or more, he says.";
    let thread = "<p>Posts: 312<p>Joined: May 2014<p>My boat has had the same engine for thirty years now and I would not change it for anything that they build today.
        <p>Posts: 12<p>Joined: June 2016<p>You should look at the pump first, because the seals dry out when the boat has been on land for the winter months.";
    let others = [
        (format!("<h1>Sea</h1>{}", teaser.repeat(12)), "https://example.org/sections/sea"),
        (STORY.to_owned(), "https://example.org/"),
        (format!("<h1>Old engine</h1>{}", thread.repeat(3)), "https://example.org/old-engine"),
        ("<h1>Ferry for hire</h1><p>Our ferry is yours for a day: tell us where you would like to go, and we make you an offer that you will like, with lunch on board.".repeat(4), "https://example.org/services/ferry"),
    ];
    for (html, url) in others {
        assert!(!read(&html, url).report, "{url}");
    }
}

#[test]
fn the_nearest_time_above_the_text_counts() {
    let html = "<aside><time datetime=2012-01-02>2 January</time> Other story</aside><h1>Ferry</h1><time datetime=2017-09-08>Friday</time>
        <p>The ferry to Skarholm stopped running on Friday after ice closed the northern harbour for the first time in six years, the company said.
        <p><time datetime=2016-05-05>5 May</time> Another";
    assert_eq!(read(html, "").published.as_deref(), Some("2017-09-08"));
}

#[test]
fn a_story_with_comments_in_its_class_is_no_comment() {
    let html = format!("<div class='node comment-2'>{STORY}</div><div class='has-comments'>{STORY}</div>");
    let page = blocks::document(&html::read(&html, "https://example.org/2017/09/ferry"));
    assert!(page.document.blocks.iter().any(|block| block.main));
}

/// Endless scrolling: what the page declares is the first report's, the next ones have what they show.
#[test]
fn articles_side_by_side_are_reports_of_their_own() {
    let next = |title: &str, date: &str| {
        format!(
            "<article><h1>{title}</h1><p>By Jo Berg</p>{date}<p>{}</p><p>{}</p></article>",
            "The school in the valley will stay open for another year, the county said on Tuesday, because its pupils would have to travel two hours a day.",
            "Parents had collected 600 names against the plan, and two teachers who had left in spring are to come back, the head of the school said after the vote."
        )
    };
    let html = format!(
        "<meta property=article:published_time content=2017-09-08><article>{STORY}</article>{}{}<article><h2>Teaser</h2><p>Short.</p></article>",
        next("School stays open", "<time datetime=2017-08-02T10:00>2 August</time>"),
        next("Bakery closes", "<p>14 July 2017</p>"),
    );
    let document = blocks::document(&html::read(&html, "https://example.org/2017/09/08/ferry")).document;
    let page = &document.page;
    assert_eq!(page.published.as_deref(), Some("2017-09-08"));
    let further: Vec<_> =
        page.further.iter().map(|report| (report.title.as_deref(), report.published.as_deref())).collect();
    assert_eq!(
        further,
        [(Some("School stays open"), Some("2017-08-02T10:00")), (Some("Bakery closes"), Some("2017-07-14")),]
    );
    assert_eq!(page.further[0].byline.as_deref(), Some("Jo Berg"));
    assert_eq!(document.block_text(page.further[1].first), "Bakery closes");
    let last = document.blocks.len() - 1;
    assert_eq!([0, page.further[0].first, last].map(|block| page.report_of(block)), [0, 1, 2]);
    // Entries of a live blog have lower headlines.
    let entry = next("08:30 Ice", "").replace("h1", "h2");
    let live = format!("<article><h1>Ice</h1>{}</article>", entry.repeat(3));
    assert!(read(&live, "https://example.org/live").further.is_empty());
}
