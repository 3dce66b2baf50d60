//! Every page against axe-core, the rules of WCAG 2.0 to 2.2, levels A and AA. The tool comes from npm when the tests run;
//! nothing of it is in the repository.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

const VERSION: &str = "4.14.1";

static AXE: LazyLock<String> = LazyLock::new(|| {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("axe-core-{VERSION}"));
    let script = place.join("node_modules/axe-core/axe.min.js");
    if !script.exists() {
        fs::create_dir_all(&place).expect("the scratch folder can be written");
        let package = format!("axe-core@{VERSION}");
        let arguments = ["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", &package];
        let fetched = Command::new("npm").args(arguments).current_dir(&place).output();
        let fetched = fetched.unwrap_or_else(|error| panic!("npm does not start ({error}); ./test installs it"));
        assert!(
            fetched.status.success(),
            "axe-core {VERSION} cannot be fetched by npm, so that no page can be checked for accessibility:\n{}",
            String::from_utf8_lossy(&fetched.stderr)
        );
    }
    fs::read_to_string(&script).expect("npm has put it there")
});

/// A script that answers with a list of what it found, each in one text.
pub(crate) fn check() -> String {
    // target-size is AA of WCAG 2.2, but axe leaves it out unless asked by name.
    format!(
        "{}
        const done = arguments[arguments.length - 1];
        const asked = {{
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'],
            rules: {{ 'target-size': {{ enabled: true }} }},
        }};
        const place = node => node.target.join(' ') + ': ' + node.failureSummary.replace(/\\s+/g, ' ');
        axe.run(document, asked).then(
            found => done(found.violations.map(one => one.id + ' (' + one.help + ')\\n    ' + one.nodes.map(place).join('\\n    '))),
            error => done(['axe-core did not run: ' + error]));",
        *AXE
    )
}
