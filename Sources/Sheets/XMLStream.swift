import CExpat

/// What reads a document's elements as they come.
protocol XMLHandler: AnyObject {
    /// Why reading must stop; asked after every block.
    var fault: SheetFault? { get }
    func start(_ name: XMLName, _ attributes: XMLAttributes)
    func end(_ name: XMLName)
    func text(_ bytes: UnsafeBufferPointer<UInt8>)
}

/// An element's or attribute's name without its prefix, valid during the call it is handed to.
struct XMLName {
    private let local: UnsafePointer<CChar>

    init(_ name: UnsafePointer<CChar>) {
        var local = name
        var next = name
        while next.pointee != 0 {
            if next.pointee == 0x3A { local = next + 1 }
            next += 1
        }
        self.local = local
    }

    /// The name's first byte, to choose by.
    var first: UInt8 { UInt8(bitPattern: local.pointee) }

    static func == (name: XMLName, text: StaticString) -> Bool {
        let wanted = text.utf8Start
        for index in 0..<text.utf8CodeUnitCount where UInt8(bitPattern: name.local[index]) != wanted[index] {
            return false
        }
        return name.local[text.utf8CodeUnitCount] == 0
    }
}

/// The attributes of an element, valid during the call they are handed to.
struct XMLAttributes {
    private let list: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    init(_ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?) { self.list = list }

    /// Calls `body` with each name and value.
    func each(_ body: (XMLName, UnsafePointer<CChar>) -> Void) {
        guard var next = list else { return }
        while let name = next[0], let value = next[1] {
            body(XMLName(name), value)
            next += 2
        }
    }

    /// The value of the attribute with this local name.
    subscript(name: StaticString) -> String? {
        var found: String?
        each { if $0 == name { found = String(cString: $1) } }
        return found
    }
}

/// Reads a part of an archive as XML, block by block. A document type is refused: no entity but XML's own five is ever
/// looked at.
final class XMLStream {
    private let part: ZipPart
    private let parser: XML_Parser
    private let box: Box
    private var isAtEnd = false

    /// What the parser's callbacks reach.
    private final class Box {
        let handler: any XMLHandler
        let parser: XML_Parser
        var hasDoctype = false
        init(_ handler: any XMLHandler, _ parser: XML_Parser) {
            self.handler = handler
            self.parser = parser
        }

        func stopIfFaulty() {
            if handler.fault != nil { XML_StopParser(parser, XML_Bool(0)) }
        }

        static func at(_ pointer: UnsafeMutableRawPointer?) -> Box? {
            pointer.map { Unmanaged<Box>.fromOpaque($0).takeUnretainedValue() }
        }
    }

    init(_ part: ZipPart, _ handler: any XMLHandler) throws(SheetFault) {
        guard let parser = XML_ParserCreate(nil) else { throw .cannotRead(message: "no memory") }
        self.part = part
        self.parser = parser
        box = Box(handler, parser)
        XML_SetUserData(parser, Unmanaged.passUnretained(box).toOpaque())
        XML_SetElementHandler(
            parser,
            { pointer, name, attributes in
                guard let box = Box.at(pointer), let name else { return }
                box.handler.start(XMLName(name), XMLAttributes(attributes))
                box.stopIfFaulty()
            },
            { pointer, name in
                guard let box = Box.at(pointer), let name else { return }
                box.handler.end(XMLName(name))
                box.stopIfFaulty()
            })
        XML_SetCharacterDataHandler(parser) { pointer, text, length in
            guard let box = Box.at(pointer), let text else { return }
            text.withMemoryRebound(to: UInt8.self, capacity: Int(length)) {
                box.handler.text(UnsafeBufferPointer(start: $0, count: Int(length)))
            }
            box.stopIfFaulty()
        }
        XML_SetStartDoctypeDeclHandler(parser) { pointer, _, _, _, _ in
            guard let box = Box.at(pointer) else { return }
            box.hasDoctype = true
            XML_StopParser(box.parser, XML_Bool(0))
        }
    }

    deinit { XML_ParserFree(parser) }

    /// Reads one block.
    /// - Returns: whether there may be more.
    /// - Throws: `SheetFault`: the archive's, the document's or the handler's.
    func read() throws(SheetFault) -> Bool {
        guard !isAtEnd else { return false }
        try part.next { (bytes) throws(SheetFault) in
            isAtEnd = bytes.isEmpty
            let status = bytes.withMemoryRebound(to: CChar.self) {
                XML_Parse(parser, $0.baseAddress, Int32($0.count), isAtEnd ? 1 : 0)
            }
            if box.hasDoctype { throw .doctype(part: part.name) }
            if let fault = box.handler.fault { throw fault }
            guard status == XML_STATUS_OK else {
                let detail = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? ""
                throw .damagedXML(
                    part: part.name, line: Int(XML_GetCurrentLineNumber(parser)), detail: detail)
            }
        }
        return !isAtEnd
    }

    /// Reads to the end.
    static func read(_ part: ZipPart, _ handler: any XMLHandler) throws(SheetFault) {
        let stream = try XMLStream(part, handler)
        while try stream.read() {}
    }
}
