//! Web pages.

use encoding_rs::GB18030;

use crate::outline::{outline_of, reading};

#[test]
fn merged_cells_stand_in_grid_columns() {
    let page = "<table><tr><td colspan=3 rowspan=3>列</td><td colspan=7>申请人情况</td></tr>
        <tr><td rowspan=2>自然人<td colspan=5>法人<td rowspan=2>总计
        <tr><td>商业<td>科研<td>公益<td>法律<td>其他
        <tr><td rowspan=0>三<td colspan='2'>（一）<td><p>1</p>注<br>2<td>&nbsp;<td></td></table>";
    assert_eq!(
        outline_of(page.as_bytes(), "a.html"),
        "[body]\n\
         | 0:=3|3 列 · 3:=7|1 申请人情况\n\
         | 3:=1|2 自然人 · 4:=5|1 法人 · 9:=1|2 总计\n\
         | 4:商业 · 5:科研 · 6:公益 · 7:法律 · 8:其他\n\
         | 0:三 · 1:=2|1 （一） · 3:1⏎注⏎2 · 4:\u{A0} · 5:\n"
    );
}

#[test]
fn a_whole_page_is_read_without_its_code() {
    let page = "<!DOCTYPE html><html><head><title> 年报 - 某局\n</title><meta name=SiteName content=某网>
        <style>p{color:red}</style><script>var a='<p>不读</p>'</script></head>
        <body><nav><a href=#>首页</a> &gt; <a>年报</a></nav><!-- 张三 13800138000 -->
        <div style='display:none'>隐藏</div><p>一　总体\n  情况&nbsp;<b>3</b>件</p>
        <pre> a\n\tb</pre><input value=检索><select><option>甲<option>乙</select></body></html>";
    assert_eq!(
        outline_of(page.as_bytes(), "a.html"),
        "[body]\n\"首页 > 年报\"\n\"隐藏\"\n\"一\\u{3000}总体 情况\\u{a0}3件\"\n\" a\"\n\"\\tb\"\n\"检索\"\n\"甲\"\n\"乙\"\n\
         [comment]\n\" 张三 13800138000 \"\n[property title]\n\"年报 - 某局\"\n[property SiteName]\n\"某网\"\n"
    );
}

#[test]
fn a_layout_table_dissolves_and_a_real_one_stays() {
    let layout = "<table><tr><td>首页</td></tr><tr><td><p>标题</p><table><tr><td>a<td>b</table>尾</td></tr></table>";
    assert_eq!(outline_of(layout.as_bytes(), "a.html"), "[body]\n\"首页\"\n\"标题\"\n| 0:a · 1:b\n\"尾\"\n");
    let real = "<table><tr><td>一<td>二<td>三<tr><td>1<td><table><tr><td>x<td>y</table><td>3</table>";
    assert_eq!(outline_of(real.as_bytes(), "a.html"), "[body]\n| 0:一 · 1:二 · 2:三\n| 0:1 · 1:x\ty · 2:3\n");
}

#[test]
fn the_encoding_is_found() {
    let page = "<html><head><meta charset=gb2312></head><body><p>政府信息公开条例</p></body></html>";
    let read = "[body]\n\"政府信息公开条例\"\n";
    assert_eq!(outline_of(page.as_bytes(), "a.html"), read, "the page lies about itself");
    assert_eq!(outline_of(&GB18030.encode(page).0, "a.html"), read);
    let big5 = "<html><meta http-equiv=Content-Type content='text/html; charset=big5'><p>政府資訊公開</p>";
    assert_eq!(outline_of(&encoding_rs::BIG5.encode(big5).0, "a.html"), "[body]\n\"政府資訊公開\"\n");
}

#[test]
fn tables_and_titles_that_never_end_lose_no_text() {
    assert_eq!(outline_of("<table><tr><td>1<td>2".as_bytes(), "a.html"), "[body]\n| 0:1 · 1:2\n");
    assert_eq!(outline_of("<title>年报<p>正文".as_bytes(), "a.html"), "[body]\n\"年报<p>正文\"\n");
    assert_eq!(
        outline_of("<table>前<tr>中<td>1</td>后</table>".as_bytes(), "a.html"),
        "[body]\n\"前\"\n\"中\"\n\"后\"\n| 0:1\n"
    );
    assert_eq!(outline_of("</table></tr></td><p>x".as_bytes(), "a.html"), "[body]\n\"x\"\n");
}

#[test]
fn cells_know_their_source_line() {
    let read = reading("<p>题</p>\n<table>\n<tr>\n<td>1</td></tr></table>".as_bytes(), "a.html").unwrap();
    let documents::reading::Block::Table(table) = &read.parts[0].blocks[1] else { panic!("a table comes second") };
    assert_eq!(table.rows[0].cells[0].reference.as_deref(), Some("4"));
}
