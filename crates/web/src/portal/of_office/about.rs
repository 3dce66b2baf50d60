//! 指南 and 制度. The guide that the agency published stands; before it has published one, what the law and the agency's
//! own data say is put together here, so that the column never lacks it (Art. 12).

use casework::publication::facts::Genre;
use law::calendar::{Day, parse_day};
use office::publication::{Begin, Filter};

use super::OfOffice;
use super::publications::listed;
use crate::portal::source::Answer;
use crate::portal::view::{Article, Block, Rules};

impl OfOffice {
    /// The newest guide to open government that was published; a guide to a procedure is none.
    async fn published_guide(&self) -> Answer<Option<(String, Day)>> {
        let filter = Filter { genre: Some(Genre::Guide), ..Filter::default() };
        let shelf = self.office.public_list(&filter, &Begin::First, 200).await?;
        let guide = shelf.lines.iter().find(|line| line.title.contains("信息公开指南"));
        Ok(guide.and_then(|line| Some((line.file.clone(), parse_day(&line.published_on).ok()?))))
    }

    pub(super) async fn guide_changed_on(&self) -> Answer<Option<Day>> {
        Ok(self.published_guide().await?.map(|(_, on)| on))
    }

    pub(super) async fn written_guide(&self) -> Answer<Article> {
        if let Some((id, on)) = self.published_guide().await?
            && let Some(guide) = self.page_of(&id).await?
        {
            return Ok(Article { title: guide.title, updated_on: Some(on), body: guide.body });
        }
        let profile = self.office.profile();
        let heading = |text: &str| Block::Heading(text.to_owned());
        let paragraph = |text: String| Block::Paragraph(text);
        let rows = [
            ("受理机构", profile.name.as_str()),
            ("地址", &profile.address),
            ("电话", &profile.telephone),
            ("时间", &profile.hours),
            ("电子邮箱", &profile.mail),
        ];
        let table = rows.into_iter().filter(|(_, text)| !text.is_empty());
        let table = std::iter::once(vec!["事项".to_owned(), "内容".to_owned()])
            .chain(table.map(|(name, text)| vec![name.to_owned(), text.to_owned()]));
        Ok(Article {
            title: format!("{}政府信息公开指南", profile.name),
            updated_on: None,
            body: vec![
                heading("一、主动公开"),
                paragraph(
                    "本机关按照《中华人民共和国政府信息公开条例》第二十条、第二十一条，在“法定主动公开内容”中公开信息，自信息形成或者变更之日起20个工作日内公开（第二十六条）。".into(),
                ),
                heading("二、依申请公开"),
                paragraph(
                    "没有找到需要的信息，可以向本机关申请（第二十七条）。请写明姓名或者名称、身份证明、联系方式，所需信息的名称、文号或者便于查找的其他特征，以及希望的形式和途径（第二十九条）。网上提交不需要注册。".into(),
                ),
                paragraph(
                    "本机关自收到申请之日起20个工作日内答复；需要延长的，经公开办负责人同意并告知您，最多延长20个工作日；征求第三方和其他机关意见的时间不计算在内（第三十三条）。".into(),
                ),
                heading("三、联系方式"),
                Block::Table(table.collect()),
                heading("四、监督和救济"),
                paragraph(
                    "认为本机关不依法履行政府信息公开义务的，可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报，也可以依法申请行政复议或者提起行政诉讼（第五十一条）。".into(),
                ),
            ],
        })
    }

    pub(super) async fn rules_in_force(&self) -> Answer<Rules> {
        let filter = Filter { genre: Some(Genre::Rules), ..Filter::default() };
        let shelf = self.office.public_list(&filter, &Begin::First, 200).await?;
        let own: Vec<_> = shelf.lines.iter().filter_map(listed).collect();
        Ok(Rules(if own.is_empty() { Vec::new() } else { vec![("本机关制度".to_owned(), own)] }))
    }
}
