import Records

extension Bands {
    /// The highest band whose limit a value is at or above; nil where it is below all of them, or undefined.
    public func reached(by value: Ratio) -> Band? { bands.last { value.reaches($0.from, of: measure) } }

    /// The lowest band that a value does not reach; nil where it is in the highest.
    public func next(after value: Ratio) -> Band? { bands.first { !value.reaches($0.from, of: measure) } }
}

extension Ratio {
    /// Whether a measure's value is what a scheme writes for it, or more, exactly; an undefined one reaches nothing.
    public func reaches(_ rate: Rate, of measure: Measure) -> Bool {
        isDefined
            && numerator * 1_000_000 >= denominator * ExactInteger(rate.millionths) * ExactInteger(measure.unitsInOne)
    }
}
