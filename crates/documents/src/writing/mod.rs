//! Writing an annual report in the printed form of its year: docx, pdf, xlsx, html, json.
