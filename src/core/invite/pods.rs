//! Whose matter an invite is: of the pods that the user named, those that most of the meeting belongs to.

use super::Guest;
use crate::policy::Pod;

/// Marks each guest who is responsible for a pod whose matter this is: they are invited themselves, and either most
/// of the pod comes (the user counts, where they are in it) or most of the guests are of the pod. Of two such pods
/// with one responsible the first is named.
pub(super) fn mark(guests: &mut [Guest], own: &[String], pods: &[Pod]) {
    for pod in pods {
        let of_pod = guests.iter().filter(|guest| pod.members.contains(&guest.address)).count();
        let oneself = usize::from(own.iter().any(|address| pod.members.contains(address)));
        let fits = (of_pod + oneself) * 2 > pod.members.len() || of_pod * 2 > guests.len();
        // A guest without an address is in no pod.
        let responsible =
            guests.iter_mut().find(|guest| !guest.address.is_empty() && guest.address == pod.responsible);
        if let Some(guest) = responsible.filter(|guest| fits && guest.responsible_for.is_empty()) {
            guest.responsible_for.clone_from(&pod.name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guest(address: &str) -> Guest {
        Guest {
            address: address.into(),
            name: address.into(),
            group: false,
            optional: false,
            outside: false,
            responsible_for: String::new(),
        }
    }

    fn pod(name: &str, members: &str, responsible: &str) -> Pod {
        let members = members.split_whitespace().map(str::to_owned).collect();
        Pod { name: name.into(), members, responsible: responsible.into() }
    }

    #[test]
    fn who_is_responsible() {
        // Guests, pods (name, members, responsible), and who is marked with what. The user is "me".
        type Row =
            (&'static str, &'static str, &'static [(&'static str, &'static str, &'static str)], &'static str);
        let rows: [Row; 13] = [
            ("the whole pod", "a b c", &[("P", "a b c", "b")], "b=P"),
            ("most of the pod among many", "a b x y z w", &[("P", "a b c", "b")], "b=P"),
            ("half of the pod is not most", "a x y", &[("P", "a b", "a")], ""),
            ("the user is the other half", "a x y", &[("P", "a me", "a")], "a=P"),
            ("one of three and many others", "a x y z", &[("P", "a b c", "a")], ""),
            ("one of three, but alone", "a", &[("P", "a b c", "a")], "a=P"),
            ("most of the guests, few of the pod", "a b x", &[("P", "a b c d e f", "a")], "a=P"),
            ("half of the guests is not most", "a x", &[("P", "a b c d", "a")], ""),
            ("who is responsible is not invited", "a b", &[("P", "a b c", "c")], ""),
            ("the user is responsible: no guest is", "a b", &[("P", "a b me", "me")], ""),
            ("two pods, two who decide", "a b c d", &[("P", "a b", "a"), ("Q", "c d", "d")], "a=P d=Q"),
            ("two pods, one who decides", "a b", &[("P", "a b", "a"), ("Q", "a", "a")], "a=P"),
            ("a pod of nobody", "a b", &[("P", "", "")], ""),
        ];
        for (name, guests, pods, expected) in rows {
            let mut guests: Vec<Guest> = guests.split_whitespace().map(guest).collect();
            let pods: Vec<Pod> = pods.iter().map(|(name, of, who)| pod(name, of, who)).collect();
            mark(&mut guests, &["me".into()], &pods);
            let marked = guests.iter().filter(|guest| !guest.responsible_for.is_empty());
            let marked: Vec<String> =
                marked.map(|guest| format!("{}={}", guest.address, guest.responsible_for)).collect();
            assert_eq!(marked.join(" "), expected, "{name}");
        }
    }

    #[test]
    fn who_has_no_address_is_nobody() {
        let mut guests = [Guest { name: "Room for one".into(), ..guest("") }];
        mark(&mut guests, &[], &[pod("P", "a", "")]);
        assert_eq!(guests[0].responsible_for, "");
    }
}
