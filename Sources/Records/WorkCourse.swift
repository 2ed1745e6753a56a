extension Course {
    /// A cell of the work list: progress is reported, then somebody confirms that it is done. What comes after that is told
    /// too, and changes nothing.
    static let work: Course = {
        let open = State("open", zh: "尚无进展", en: "no progress yet")
        let reported = State("reported", zh: "已报进展", en: "progress reported")
        let confirmed = State("confirmed", zh: "已确认完成", en: "confirmed as done")
        return Course(
            "work", start: open,
            [
                Transition(open, .workReported, reported), Transition(reported, .workReported, reported),
                Transition(reported, .workConfirmed, confirmed), Transition(confirmed, .workReported, confirmed),
            ])
    }()
}
