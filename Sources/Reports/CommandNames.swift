/// The commands that messages send people to. In one place, so that a message never names a command that is not there.
enum CommandName {
    static let initialize = "taizhang init"
    static let types = "taizhang catalog"
    static let append = "taizhang append"
    static let correct = "taizhang correct"
    static let retract = "taizhang retract"
    static let close = "taizhang close"
    static let verify = "taizhang verify"
    static let rebuild = "taizhang rebuild"
    static let restore = "taizhang restore"
    static let export = "taizhang export"
    static let checkpoint = "taizhang checkpoint"
    static let keygen = "taizhang keygen"
    static let importing = "taizhang import"
    static let template = "taizhang template"
    static let fairs = "taizhang fairs"
    static let progress = "taizhang progress"
}
