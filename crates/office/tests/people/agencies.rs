//! Agencies founded, renamed, ended and put under others by their administrators; each change a line of two logs.

use casework::who::{Agency, Duty, Power, PowerMove, PowerMoveError, TieError, Viewer};
use law::in_force::InForce;
use office::people::{Event, NewAgency, PeopleError};
use records::on_both;
use records::testing::Place;

use super::{Bureau, day, morning};

async fn administrator(bureau: &Bureau) -> Viewer {
    bureau.viewer(Duty::SystemAdministrator).await
}

fn new(code: &str, name: &str, under: Agency) -> NewAgency {
    NewAgency { code: code.into(), name: name.into(), under, from: day("2025-01-01") }
}

async fn log(bureau: &Bureau, of: Agency) -> Vec<(Event, String)> {
    let reading = bureau.people.records().reading();
    let lines = records::people::security_log::list(reading, Some(of), None, 100).await.unwrap();
    assert_eq!(records::people::security_log::first_bad(reading, Some(of)).await.unwrap(), None);
    lines.into_iter().map(|line| (line.event, line.detail)).collect()
}

on_both!(an_agency_is_founded_below_renamed_and_ended, async |place: Place| {
    let bureau = Bureau::new(place).await;
    let by = administrator(&bureau).await;
    let people = &bureau.people;
    let founded =
        people.found_agency(&by, new("ZD", "澜江生态环境综合执法大队", bureau.agency), morning()).await.unwrap();
    let taken = people.found_agency(&by, new(" ZD ", "别的机关", bureau.agency), morning()).await;
    assert_eq!(taken, Err(PeopleError::AgencyTaken("ZD".into())));
    for odd in ["", "二 字", &"长".repeat(41)] {
        let refused = people.found_agency(&by, new(odd, "某机关", bureau.agency), morning()).await;
        assert_eq!(refused, Err(PeopleError::AgencyCode), "{odd}");
    }
    let nowhere = people.found_agency(&by, new("X", "某机关", Agency(99)), morning()).await;
    assert!(matches!(nowhere, Err(PeopleError::Refused(_))), "{nowhere:?}");

    people.rename_agency(&by, founded, "澜江生态环境保护综合行政执法大队", day("2025-04-01"), morning()).await.unwrap();
    let before = people.rename_agency(&by, founded, "又一个名称", day("2025-03-01"), morning()).await;
    assert_eq!(before, Err(PeopleError::RenamedLater));
    let ahead = people.rename_agency(&by, founded, "又一个名称", day("2025-06-10"), morning()).await;
    assert_eq!(ahead, Err(PeopleError::InTheFuture));
    let agencies = people.all_agencies().await.unwrap();
    assert_eq!(agencies.tree.superior(founded, day("2025-01-01")), Some(bureau.agency));
    assert_eq!(agencies.name_on(founded, day("2025-03-31")), "澜江生态环境综合执法大队");
    assert_eq!(agencies.name_on(founded, day("2025-04-01")), "澜江生态环境保护综合行政执法大队");

    let below = people.found_agency(&by, new("ZD1", "一中队", founded), morning()).await.unwrap();
    let still = people.end_agency(&by, founded, day("2025-06-30"), morning()).await;
    assert_eq!(still, Err(PeopleError::Tie(TieError::StillAbove(day("2025-06-30")))));
    people.set_superior(&by, below, Some(bureau.agency), day("2025-06-01"), morning()).await.unwrap();
    people.end_agency(&by, founded, day("2025-06-30"), morning()).await.unwrap();
    let agencies = people.all_agencies().await.unwrap();
    assert_eq!(agencies.row(founded).unwrap().days.last_day(), Some(day("2025-06-30")));
    assert_eq!(agencies.tree.superior(founded, day("2025-07-01")), None);
    let gone = people.set_superior(&by, below, Some(founded), day("2025-07-01"), morning()).await;
    assert!(matches!(gone, Err(PeopleError::NotThereThen(_))), "{gone:?}");

    let theirs: Vec<Event> = log(&bureau, founded).await.into_iter().map(|(event, _)| event).collect();
    assert_eq!(theirs, [Event::AgencyEnded, Event::AgencyRenamed, Event::AgencyAdded]);
    let ours = log(&bureau, bureau.agency).await;
    for event in [Event::AgencyEnded, Event::AgencyRenamed, Event::AgencyAdded, Event::AgencyTied] {
        assert!(ours.iter().any(|(one, _)| *one == event), "{event:?} stands in the log of whoever did it");
    }
    assert!(log(&bureau, below).await[0].1.contains("办理"), "and says from where it was done");
});

on_both!(nobody_changes_what_is_above_him_and_who_tries_is_logged, async |place: Place| {
    let bureau = Bureau::new(place).await;
    let machine = bureau.people.at_the_machine("root");
    let county = machine.add_agency("YZ", "云州市人民政府", InForce::ALWAYS, morning()).await.unwrap();
    let centre = machine.add_agency("XX", "云州市信息中心", InForce::ALWAYS, morning()).await.unwrap();
    let (by, people) = (administrator(&bureau).await, &bureau.people);

    // While nobody is over it, the bureau says itself who is.
    people.add_guide(&by, bureau.agency, centre, day("2025-01-01"), morning()).await.unwrap();
    people.set_superior(&by, bureau.agency, Some(county), day("2025-01-01"), morning()).await.unwrap();
    let out = people.set_superior(&by, bureau.agency, None, day("2025-06-01"), morning()).await;
    assert!(matches!(out, Err(PeopleError::Refused(_))), "{out:?}");
    let unguided = people.end_guide(&by, bureau.agency, centre, day("2025-06-01"), morning()).await;
    assert!(matches!(unguided, Err(PeopleError::Refused(_))), "{unguided:?}");
    for refused in [
        people.rename_agency(&by, county, "别的名称", day("2025-06-01"), morning()).await,
        people.end_agency(&by, bureau.agency, day("2025-06-30"), morning()).await,
        people.add_guide(&by, county, bureau.agency, day("2025-06-01"), morning()).await,
    ] {
        assert!(matches!(refused, Err(PeopleError::Refused(_))), "{refused:?}");
    }
    let security = bureau.viewer(Duty::SecurityAdministrator).await;
    let other = people.rename_agency(&security, bureau.agency, "别的名称", day("2025-06-01"), morning()).await;
    assert!(matches!(other, Err(PeopleError::Refused(_))), "{other:?}");
    let tries = log(&bureau, bureau.agency).await.into_iter().filter(|(event, _)| *event == Event::Refused).count();
    assert_eq!(tries, 6);
    let tree = people.tree().await.unwrap();
    assert!(
        tree.supervises(county, bureau.agency, morning().today)
            && tree.supervises(centre, bureau.agency, morning().today)
    );
});

on_both!(powers_move_out_of_hands_that_one_keeps, async |place: Place| {
    let bureau = Bureau::new(place).await;
    let machine = bureau.people.at_the_machine("root");
    let water = machine.add_agency("SL", "云州市水务局", InForce::ALWAYS, morning()).await.unwrap();
    let (by, people) = (administrator(&bureau).await, &bureau.people);
    let on = day("2025-03-01");
    let moved =
        PowerMove { power: Power::Named("入河排污口设置审批".into()), from: bureau.agency, to: water, on };
    people.move_power(&by, moved.clone(), morning()).await.unwrap();
    let twice = people.move_power(&by, moved.clone(), morning()).await;
    assert_eq!(twice, Err(PeopleError::PowerMove(PowerMoveError::Twice)));
    let back = PowerMove { from: water, to: bureau.agency, ..moved };
    assert!(matches!(people.move_power(&by, back, morning()).await, Err(PeopleError::Refused(_))));
    let agencies = people.all_agencies().await.unwrap();
    assert_eq!(agencies.moves.holder("入河排污口设置审批", bureau.agency, on), water);
    assert!(log(&bureau, bureau.agency).await[1].1.contains("入河排污口设置审批"));
});
