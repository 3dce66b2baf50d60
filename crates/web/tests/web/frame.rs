//! What holds for every page: prefix, headers, faults, assets, modes.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use crate::asking::{addresses, ask, get, site};
use crate::bureau::under;

#[tokio::test]
async fn under_a_prefix_every_address_stays_under_it() {
    for path in ["/", "/console/style", "/nowhere"] {
        let request = Request::get(format!("/zfxxgk{path}")).body(Body::empty()).unwrap();
        let answer = ask(under("/zfxxgk"), request).await;
        for address in addresses(&answer.text) {
            let ours = address.starts_with("/zfxxgk/") || address.starts_with('#') || address.starts_with("tel:");
            assert!(ours, "{address} on {path}");
        }
    }
}

#[tokio::test]
async fn outside_of_the_prefix_nothing_is_found() {
    for path in ["/", "/console/style", "/zfxxgk2/", "/zfxxgkx"] {
        let answer = ask(under("/zfxxgk"), Request::get(path).body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    let bare = ask(under("/zfxxgk"), Request::get("/zfxxgk").body(Body::empty()).unwrap()).await;
    assert_eq!((bare.status, bare.header(header::LOCATION)), (StatusCode::PERMANENT_REDIRECT, "/zfxxgk/"));
}

#[tokio::test]
async fn nothing_inline_can_run_and_nothing_frames_us() {
    for path in ["/", "/console/style", "/nowhere"] {
        let answer = get(path).await;
        let policy = answer.header(header::CONTENT_SECURITY_POLICY);
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert_eq!(answer.header(header::X_FRAME_OPTIONS), "DENY");
        for inline in ["<style", " style=", " onclick=", "javascript:"] {
            assert!(!answer.text.contains(inline), "{inline} on {path}");
        }
        assert_eq!(answer.text.matches("<script").count(), answer.text.matches("<script type=\"module\" src=").count());
    }
}

#[tokio::test]
async fn faults_are_pages_in_chinese() {
    let missing = get("/nowhere").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(missing.text.contains("没有找到这一页") && missing.text.contains("0513-5550 0100"));
    assert_eq!(missing.header(header::CACHE_CONTROL), "no-store");

    let wrong = ask(site(), Request::delete("/").body(Body::empty()).unwrap()).await;
    assert_eq!(wrong.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(wrong.text.contains("这一页不能这样打开"));
    assert_eq!(wrong.header(header::ALLOW), "GET,HEAD");

    let head = ask(site(), Request::head("/nowhere").body(Body::empty()).unwrap()).await;
    assert_eq!((head.status, head.text.as_str()), (StatusCode::NOT_FOUND, ""));
}

#[tokio::test]
async fn an_asset_is_kept_for_good_and_sent_compressed() {
    let home = get("/").await;
    let sheet = addresses(&home.text).into_iter().find(|address| address.contains("/look.")).unwrap().to_owned();
    let request = Request::get(&sheet).header(header::ACCEPT_ENCODING, "gzip").body(Body::empty()).unwrap();
    let packed = ask(site(), request).await;
    assert_eq!(packed.header(header::CONTENT_ENCODING), "gzip");
    assert!(packed.header(header::CACHE_CONTROL).contains("immutable"));
    assert_eq!(get(&sheet).await.header(header::CONTENT_ENCODING), "");
    assert_eq!(get("/assets/look.css").await.status, StatusCode::NOT_FOUND);
    assert_eq!(get("/assets/..%2fCargo.toml").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn elder_mode_is_chosen_by_a_link_and_remembered() {
    assert!(!get("/").await.text.contains("data-mode=\"elder\""));
    let chosen = get("/?elder=1").await;
    assert!(chosen.text.contains("data-mode=\"elder\"") && chosen.text.contains("href=\"/?elder=0\""));
    let cookie = chosen.header(header::SET_COOKIE).to_owned();
    assert!(cookie.starts_with("gk_elder=1; Path=/; HttpOnly; SameSite=Lax; Max-Age="));
    let later = Request::get("/").header(header::COOKIE, "gk_elder=1").body(Body::empty()).unwrap();
    assert!(ask(site(), later).await.text.contains("data-mode=\"elder\""));
    assert!(get("/?elder=0").await.header(header::SET_COOKIE).contains("Max-Age=0"));
}

#[tokio::test]
async fn a_query_is_shown_as_text_and_nothing_else() {
    let answer = get("/?x=%22%3E%3Cscript%3E&elder=1").await;
    assert!(!answer.text.contains("<script>"));
}
