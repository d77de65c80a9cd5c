using System.Text;

namespace Injector.Server.Tests.Admission;

/// <summary>
/// Requests that no API server sends, byte for byte. To add one, give it a name and its bytes; whether the answer is an ordinary one or a refusal does not
/// matter, as long as it is nobody's bug.
/// </summary>
internal static class HostileRequests
{
    private const string Start = "POST /mutate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    internal static IReadOnlyDictionary<string, byte[]> All { get; } = Chunks().Concat(Lengths()).Concat(Heads()).Concat(Bodies())
        .ToDictionary(request => request.Name, request => request.Bytes, StringComparer.Ordinal);

    private static string Review => """{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u","operation":"CREATE"}}""";

    private static IEnumerable<(string Name, byte[] Bytes)> Chunks()
    {
        (string Name, string Chunks)[] chunks =
        [
            ("a chunk size that overflows", "FFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n"), ("a chunk size of 32 bits", "80000000\r\n{}\r\n0\r\n\r\n"),
            ("a chunk size just below 32 bits", "7FFFFFFF\r\n{}\r\n"), ("a chunk size of 63 bits", "7FFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n"),
            ("a chunk size of many zeros", new string('0', 100) + "2\r\n{}\r\n0\r\n\r\n"), ("a negative chunk size", "-1\r\n{}\r\n0\r\n\r\n"),
            ("a chunk size that is no number", "zz\r\n{}\r\n0\r\n\r\n"), ("an empty chunk size", "\r\n{}\r\n0\r\n\r\n"),
            ("a chunk size with a prefix", "0x2\r\n{}\r\n0\r\n\r\n"), ("a chunk size with a plus", "+2\r\n{}\r\n0\r\n\r\n"),
            ("a chunk extension", "2;name=value\r\n{}\r\n0\r\n\r\n"), ("a chunk extension of 64 KiB", $"2;{new string('x', 65536)}\r\n{{}}\r\n0\r\n\r\n"),
            ("a chunk that is longer than it says", "1\r\n{}\r\n0\r\n\r\n"), ("a chunk without its line end", "2\r\n{}0\r\n\r\n"),
            ("line feeds alone", "2\n{}\n0\n\n"), ("a carriage return in a chunk size", "2\r\r\n{}\r\n0\r\n\r\n"),
            ("trailers", "2\r\n{}\r\n0\r\nX-Late: yes\r\n\r\n"), ("a trailer that is none", "2\r\n{}\r\n0\r\nnot a trailer\r\n\r\n"),
            ("a trailer of control characters", "2\r\n{}\r\n0\r\nX: \0\u0001\r\n\r\n"), ("trailers of 64 KiB", $"2\r\n{{}}\r\n0\r\nX: {new string('x', 65536)}\r\n\r\n"),
            ("a trailer that states a length", "2\r\n{}\r\n0\r\nContent-Length: 9\r\n\r\n"),
        ];
        return chunks.Select(one => (one.Name, Encoding.Latin1.GetBytes($"{Start}Transfer-Encoding: chunked\r\n\r\n{one.Chunks}")));
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Lengths()
    {
        (string Name, string Headers)[] lengths =
        [
            ("a length below zero", "Content-Length: -1"), ("a length that is no number", "Content-Length: two"),
            ("a length that overflows", "Content-Length: 99999999999999999999"), ("a length of 63 bits", "Content-Length: 9223372036854775807"),
            ("two lengths", "Content-Length: 2\r\nContent-Length: 3"), ("the same length twice", "Content-Length: 2\r\nContent-Length: 2"),
            ("a list of lengths", "Content-Length: 2, 2"), ("a length and chunks", "Content-Length: 2\r\nTransfer-Encoding: chunked"),
            ("a length with a plus", "Content-Length: +2"), ("an encoding that nobody knows", "Transfer-Encoding: gzip"),
            ("an encoding behind chunks", "Transfer-Encoding: chunked, gzip"), ("two encodings", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"),
            ("no length at all", "X-Nothing: here"), ("a compressed body", "Content-Encoding: gzip\r\nContent-Length: 2"),
            ("an expectation that nobody knows", "Expect: the-unexpected\r\nContent-Length: 2"),
        ];
        return lengths.Select(one => (one.Name, Encoding.Latin1.GetBytes($"{Start}{one.Headers}\r\n\r\n{{}}")));
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Heads()
    {
        (string Name, string Head)[] heads =
        [
            ("an escape in the path that is no UTF-8", "POST /mutate%ff HTTP/1.1\r\nHost: localhost"), ("an escaped zero in the path", "POST /mutate%00 HTTP/1.1\r\nHost: localhost"),
            ("half an escape in the path", "POST /mutate%f HTTP/1.1\r\nHost: localhost"), ("an overlong escape in the path", "POST /%c0%ae%c0%ae/mutate HTTP/1.1\r\nHost: localhost"),
            ("a surrogate in the path", "POST /%ed%a0%80 HTTP/1.1\r\nHost: localhost"), ("raw bytes in the path", "POST /mutate\u00ff\u00fe HTTP/1.1\r\nHost: localhost"),
            ("raw bytes in the query", "POST /mutate?timeout=\u00ff\u00fe HTTP/1.1\r\nHost: localhost"), ("a surrogate in the query", "POST /mutate?timeout=%ed%a0%80s HTTP/1.1\r\nHost: localhost"),
            ("half an escape in the query", "POST /mutate?timeout=%f HTTP/1.1\r\nHost: localhost"), ("a query of ampersands", $"POST /mutate?{new string('&', 4000)} HTTP/1.1\r\nHost: localhost"),
            ("a timeout that overflows", "POST /mutate?timeout=999999999999999999h HTTP/1.1\r\nHost: localhost"), ("a path of dots", "POST /../../mutate HTTP/1.1\r\nHost: localhost"),
            ("a path of 16 KiB", $"POST /{new string('a', 16384)} HTTP/1.1\r\nHost: localhost"), ("a whole address", "POST https://elsewhere/mutate HTTP/1.1\r\nHost: localhost"),
            ("a star", "OPTIONS * HTTP/1.1\r\nHost: localhost"), ("an authority", "CONNECT localhost:1 HTTP/1.1\r\nHost: localhost"), ("a method that nobody knows", "BREW /mutate HTTP/1.1\r\nHost: localhost"),
            ("a method of control characters", "PO\u0001ST /mutate HTTP/1.1\r\nHost: localhost"), ("no host", "POST /mutate HTTP/1.1"), ("two hosts", "POST /mutate HTTP/1.1\r\nHost: a\r\nHost: b"),
            ("a host that is none", "POST /mutate HTTP/1.1\r\nHost: [::"), ("version 1.0", "POST /mutate HTTP/1.0"), ("version 3.7", "POST /mutate HTTP/3.7\r\nHost: localhost"),
            ("a header without a colon", "POST /mutate HTTP/1.1\r\nHost: localhost\r\nnonsense"), ("a header without a name", "POST /mutate HTTP/1.1\r\nHost: localhost\r\n: value"),
            ("a header with a zero", "POST /mutate HTTP/1.1\r\nHost: localhost\r\nX: a\0b"), ("a folded header", "POST /mutate HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b"),
            ("a header of 64 KiB", $"POST /mutate HTTP/1.1\r\nHost: localhost\r\nX: {new string('x', 65536)}"), ("a thousand headers", $"POST /mutate HTTP/1.1\r\nHost: localhost\r\n{string.Concat(Enumerable.Range(0, 1000).Select(i => $"X-{i}: 1\r\n"))}X: 1"),
            ("an upgrade", "POST /mutate HTTP/1.1\r\nHost: localhost\r\nConnection: upgrade, http2-settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA"),
        ];
        var types = new[]
        {
            "", " ", ";", "application/json;", "application/json; charset=", "application/json; charset=\"", "application/json; charset=utf-7", "application/json; charset=nobody",
            "application/json, application/json", "application/json\u00ff", "application/\u00e9", "*/*", "application/json; a=b; a=c", $"application/json; x={new string('y', 8000)}",
            "application/json\r\nContent-Type: text/plain",
        };
        return heads.Select(one => (one.Name, Encoding.Latin1.GetBytes($"{one.Head}\r\nContent-Type: application/json\r\nContent-Length: {Review.Length}\r\n\r\n{Review}")))
            .Concat(types.Select((type, number) => ($"content type {number}", Encoding.Latin1.GetBytes($"POST /mutate HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\nContent-Length: {Review.Length}\r\n\r\n{Review}"))));
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Bodies()
    {
        (string Name, byte[] Text)[] odd =
        [
            ("a lone surrogate", @"\ud800"u8.ToArray()), ("a lone low surrogate", @"a\udc00b"u8.ToArray()), ("surrogates the wrong way round", @"\udc00\ud800"u8.ToArray()),
            ("a byte that is no UTF-8", [0xff]), ("an encoded surrogate", [0xed, 0xa0, 0x80]), ("an overlong zero", [0xc0, 0x80]), ("half a character", [0xe2, 0x82]),
            ("an escaped zero", @"\u0000"u8.ToArray()), ("a non-character", @"\uffff"u8.ToArray()), ("line breaks", @"a\n\r\u2028b"u8.ToArray()),
            ("an escape sequence", @"\u001b[31m"u8.ToArray()), ("quotes and slashes", @"a\""\\/b"u8.ToArray()), ("megabytes", Encoding.ASCII.GetBytes(new string('x', 2_000_000))),
        ];
        string[] places =
        [
            """{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"@","resource":{"group":"","version":"v1","resource":"pods"},"operation":"CREATE","object":{"spec":{"containers":[{"name":"a"}]}}}}""",
            """{"apiVersion":"admission.k8s.io/v1","kind":"@","request":{"uid":"u"}}""",
            """{"apiVersion":"@","kind":"AdmissionReview","request":{"uid":"u"}}""",
            """{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u","operation":"@","resource":{"group":"@","version":"@","resource":"@"},"subResource":"@","namespace":"@","name":"@"}}""",
            """{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","@":1,"request":{"uid":"u","@":{"@":["@"]}}}""",
            """{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u","resource":{"group":"","version":"v1","resource":"pods"},"namespace":"@","name":"@","operation":"CREATE","object":{"metadata":{"name":"@","generateName":"@","namespace":"@","labels":{"@":"@"},"annotations":{"injector.io/inject":"log-tail","log-tail.injector.io/path":"@","@":"@"},"ownerReferences":[{"kind":"@","name":"@","controller":true}]},"spec":{"containers":[{"name":"@","image":"@","env":[{"name":"@","value":"@"}]}]}}}}""",
            """{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u","object":{"metadata":{"annotations":{"injector.io/inject":"@"}},"spec":{"containers":[{"name":"@"}]}},"namespace":"@","operation":"CREATE","resource":{"group":"","version":"v1","resource":"pods"}}}""",
        ];
        foreach (var (name, text) in odd)
        {
            for (var place = 0; place < places.Length; place++)
            {
                var body = new MemoryStream();
                foreach (var (part, number) in places[place].Split('@').Select((part, number) => (part, number)))
                {
                    // Only some of the places hold megabytes: the whole has to stay a body that is read.
                    body.Write(number == 0 ? [] : number > 3 && text.Length > 1000 ? "x"u8.ToArray() : text);
                    body.Write(Encoding.UTF8.GetBytes(part));
                }

                foreach (var path in (string[])["/mutate", "/validate"])
                {
                    yield return ($"{name} at place {place} of {path}", [.. Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"), .. body.ToArray()]);
                }
            }
        }
    }
}
