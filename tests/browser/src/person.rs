//! What a person does with pointer, finger and keys, and what is in the card's closed shadow root, where only WebDriver may look.

use crate::Result;
use crate::session::{Browser, Session};
use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::prelude::*;
use thirtyfour::{RequestData, SessionId};
use tungstenite::http::Method;

/// A command that the driver's crate has no function for: method, path in the session, body.
#[derive(Debug)]
struct Raw(Method, String, Option<Value>);

impl FormatRequestData for Raw {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let request = RequestData::new(self.0.clone(), format!("/session/{session}/{}", self.1));
        match &self.2 {
            Some(body) => request.add_body(body.clone()),
            None => request,
        }
    }
}

impl Session {
    pub(crate) async fn raw(&self, method: Method, path: &str, body: Option<Value>) -> Result<Value> {
        Ok(self.driver.handle().cmd(Raw(method, path.to_owned(), body)).await?.value()?)
    }

    /// Middle of the n-th place (from 0) of some words on the page, in the window. The words stand in one text node.
    pub async fn place_of(&self, words: &str, n: usize) -> Result<(i64, i64)> {
        // chromedriver points in the window, geckodriver in the frame.
        let script = "const [words, n, inWindow] = arguments;
            const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            for (let seen = 0, node; node = nodes.nextNode();) {
                const at = node.data.indexOf(words);
                if (at < 0 || seen++ < n) continue;
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + words.length);
                const {left, top, width, height} = range.getClientRects()[0];
                const frame = inWindow ? window.frameElement?.getBoundingClientRect() : null;
                return [left + width / 2 + (frame?.left ?? 0), top + height / 2 + (frame?.top ?? 0)].map(Math.round);
            }";
        let arguments = vec![words.into(), n.into(), (self.browser == Browser::Chromium).into()];
        let answer = self.driver.execute(script, arguments).await?.json().clone();
        let [x, y]: [i64; 2] = serde_json::from_value(answer).map_err(|_| format!("“{words}” is not on the page"))?;
        Ok((x, y))
    }

    /// Moves the pointer, in two steps as hands do, and leaves it there.
    pub async fn point(&self, (x, y): (i64, i64)) -> Result {
        self.driver.action_chain().move_to(x - 4, y).move_to(x, y).perform().await?;
        Ok(())
    }

    /// Sweeps the pointer over a place to another without a rest.
    pub async fn sweep(&self, over: (i64, i64), to: (i64, i64)) -> Result {
        let step = |(x, y): (i64, i64)| json!({"type": "pointerMove", "x": x, "y": y, "duration": 40});
        let hand = json!({"actions": [{"type": "pointer", "id": "hand", "parameters": {"pointerType": "mouse"},
            "actions": [step((over.0 - 30, over.1)), step(over), step((over.0 + 30, over.1)), step(to)]}]});
        self.raw(Method::POST, "actions", Some(hand)).await.map(drop)
    }

    /// Taps with a finger.
    pub async fn tap(&self, (x, y): (i64, i64)) -> Result {
        let finger = json!({"actions": [{"type": "pointer", "id": "finger", "parameters": {"pointerType": "touch"}, "actions": [
            {"type": "pointerMove", "x": x, "y": y, "duration": 0}, {"type": "pointerDown", "button": 0},
            {"type": "pause", "duration": 60}, {"type": "pointerUp", "button": 0}]}]});
        self.raw(Method::POST, "actions", Some(finger)).await.map(drop)
    }

    /// Presses keys in the page.
    pub async fn keys(&self, keys: impl AsRef<str>) -> Result {
        self.driver.action_chain().send_keys(keys.as_ref()).perform().await?;
        Ok(())
    }

    /// Presses Alt, Shift and a letter, as the browser itself takes it: that is a command of the extension.
    pub async fn command(&self, letter: char) -> Result {
        match self.browser {
            Browser::Chromium => {
                for kind in ["rawKeyDown", "keyUp"] {
                    let key = json!({"cmd": "Input.dispatchKeyEvent", "params": {"type": kind, "modifiers": 9, "key": letter.to_string(),
                        "code": format!("Key{letter}"), "windowsVirtualKeyCode": letter as u32, "nativeVirtualKeyCode": letter as u32}});
                    self.raw(Method::POST, "goog/cdp/execute", Some(key)).await?;
                }
                Ok(())
            }
            Browser::Firefox => {
                let script = "const [letter, done] = arguments;
                    const window = Services.wm.getMostRecentWindow('navigator:browser');
                    const keyboard = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor);
                    keyboard.beginInputTransactionForTests(window);
                    const key = (key, code, keyCode) => new window.KeyboardEvent('', {key, code, keyCode});
                    const all = [key('Alt', 'AltLeft', 18), key('Shift', 'ShiftLeft', 16), key(letter, 'Key' + letter, letter.charCodeAt(0))];
                    all.forEach(one => keyboard.keydown(one));
                    all.reverse().forEach(one => keyboard.keyup(one));
                    done(null);";
                self.in_chrome_async(script, vec![letter.to_string().into()]).await
            }
        }
    }

    /// Evaluates an expression over `card` and `voice`, the card and its live region; null where there is none.
    pub async fn in_card(&self, expression: &str) -> Result<Value> {
        let Ok(host) = self.driver.find(By::Css("newsglass-card")).await else { return Ok(Value::Null) };
        let root = self.raw(Method::GET, &format!("element/{}/shadow", host.element_id()), None).await?;
        let script = format!(
            "const [card, voice] = ['.card', '.voice'].map(part => arguments[0].querySelector(part)); return ({expression})"
        );
        Ok(self.driver.execute(script, vec![root]).await?.json().clone())
    }

    /// Waits until an expression over `card` and `voice` is true.
    pub async fn until_card(&self, what: &str, expression: &str) -> Result {
        self.until(what, async || match self.in_card(expression).await? {
            Value::Bool(true) => Ok(Some(())),
            _ => Err(format!(
                "the card: {}",
                self.in_card("card.matches(':popover-open') + card.innerText + '/' + voice.textContent").await?
            )
            .into()),
        })
        .await
    }

    /// Clicks a button of the card, with the pointer.
    pub async fn click_in_card(&self, selector: &str) -> Result {
        // chromedriver points in the window, geckodriver in the frame.
        let frame = match self.browser {
            Browser::Chromium => "window.frameElement?.getBoundingClientRect()",
            Browser::Firefox => "null",
        };
        let place = self.in_card(&format!("((frame, {{left, top, width, height}}) => [left + width / 2 + (frame?.left ?? 0), top + height / 2 + (frame?.top ?? 0)])({frame}, card.querySelector({selector:?}).getBoundingClientRect())")).await?;
        let [x, y]: [f64; 2] = serde_json::from_value(place).map_err(|_| format!("the card has no {selector}"))?;
        self.driver.action_chain().move_to(x as i64, y as i64).click().perform().await?;
        Ok(())
    }

    /// Chromium's emulation of a window of a certain size, such as a side panel's.
    pub async fn emulate_window(&self, width: u32, height: u32) -> Result {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        let size = json!({"cmd": "Emulation.setDeviceMetricsOverride", "params": size});
        self.raw(Method::POST, "goog/cdp/execute", Some(size)).await.map(drop)
    }

    /// Chromium's emulation of what a reader's system asks for, such as `("forced-colors", "active")`.
    pub async fn emulate(&self, features: &[(&str, &str)]) -> Result {
        let features: Vec<Value> = features.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
        let media = json!({"cmd": "Emulation.setEmulatedMedia", "params": {"features": features}});
        self.raw(Method::POST, "goog/cdp/execute", Some(media)).await.map(drop)
    }

    /// Chromium's emulation of a processor so many times slower, for the thread of the page in front.
    pub async fn throttle(&self, times: f64) -> Result {
        let rate = json!({"cmd": "Emulation.setCPUThrottlingRate", "params": {"rate": times}});
        self.raw(Method::POST, "goog/cdp/execute", Some(rate)).await.map(drop)
    }
}
