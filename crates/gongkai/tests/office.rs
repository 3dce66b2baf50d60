//! What the program writes, opened by programs that are not ours: LibreOffice and poppler.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

const SAMPLES: [&str; 3] = ["lanjiang-2019.txt", "lanjiang-2020.txt", "lanjiang-2021-form.html"];

#[test]
#[ignore = "slow: LibreOffice"]
fn libreoffice_opens_the_docx_and_its_pdf_and_docx_are_read_alike() {
    let place = Scratch::new("docx");
    let written = place.converted("docx");
    for ending in ["pdf", "docx"] {
        let exported = place.exported(&written, ending);
        for (sample, exported) in SAMPLES.iter().zip(exported) {
            assert_eq!(tables(&exported), tables(&example(sample)), "{sample} as {ending} by LibreOffice");
        }
    }
}

#[test]
#[ignore = "slow: LibreOffice"]
fn libreoffice_opens_the_xlsx_and_what_it_saves_is_read_alike() {
    let place = Scratch::new("xlsx");
    let written = place.converted("xlsx");
    for (sample, exported) in SAMPLES.iter().zip(place.exported(&written, "xlsx")) {
        assert_eq!(tables(&exported), tables(&example(sample)), "{sample}");
    }
}

#[test]
#[ignore = "slow: poppler"]
fn poppler_reads_the_text_of_the_pdf_and_finds_every_font_in_it() {
    let place = Scratch::new("pdf");
    for (sample, pdf) in SAMPLES.iter().zip(place.converted("pdf")) {
        let report = check(&example(sample));
        let text = squeezed(&run("pdftotext", &[pdf.as_os_str().to_str().expect("UTF-8"), "-"]));
        let title = report["title"].as_str().expect("the samples have titles");
        assert!(text.contains(&squeezed(title)), "{sample}: 「{title}」 is not in the text of the pdf");
        for section in report["narrative"].as_array().expect("a list") {
            let heading = section["heading"].as_str().expect("a heading");
            assert!(text.contains(&squeezed(heading)), "{sample}: 「{heading}」 is not in the text of the pdf");
        }
        // name, type, encoding, then emb sub uni: every font is embedded, cut down, and says which characters it holds.
        let fonts = run("pdffonts", &[pdf.as_os_str().to_str().expect("UTF-8")]);
        let fonts: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(!fonts.is_empty(), "{sample}: no font");
        for font in fonts {
            assert!(font.contains("yes yes yes"), "{sample}: {font}");
        }
    }
}

/// A folder of one test.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("office-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("the scratch folder can be made");
        Scratch(folder)
    }

    /// The samples, written by this program.
    fn converted(&self, ending: &str) -> Vec<PathBuf> {
        let convert = |sample: &&str| {
            let out = self.0.join(Path::new(sample).with_extension(ending));
            let (from, to) = (example(sample), out.to_str().expect("UTF-8").to_owned());
            run(env!("CARGO_BIN_EXE_gongkai"), &["report", "convert", from.to_str().expect("UTF-8"), "--out", &to]);
            out
        };
        SAMPLES.iter().map(convert).collect()
    }

    /// The files, opened by LibreOffice and saved in another folder.
    fn exported(&self, files: &[PathBuf], ending: &str) -> Vec<PathBuf> {
        let folder = self.0.join(format!("as-{ending}"));
        let profile = format!("-env:UserInstallation=file://{}", self.0.join("profile").display());
        let mut arguments = vec![profile.as_str(), "--headless", "--convert-to", ending, "--outdir"];
        arguments.push(folder.to_str().expect("UTF-8"));
        arguments.extend(files.iter().map(|file| file.to_str().expect("UTF-8")));
        run("soffice", &arguments);
        files.iter().map(|file| folder.join(file.file_name().expect("a name")).with_extension(ending)).collect()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0); // what stays behind is in the target folder
    }
}

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/reports").join(name)
}

fn tables(file: &Path) -> Value {
    check(file)["tables"].clone()
}

fn check(file: &Path) -> Value {
    let printed = run(env!("CARGO_BIN_EXE_gongkai"), &["report", "check", "--json", file.to_str().expect("UTF-8")]);
    serde_json::from_str(&printed).expect("it is JSON")
}

fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}; ./test installs it on Debian"));
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {complaint}");
    String::from_utf8(output.stdout).expect("it prints UTF-8")
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
