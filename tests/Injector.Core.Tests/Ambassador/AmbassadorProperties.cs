using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Injector.Core.Ambassador;
using Injector.Core.Profiles.Templates;

namespace Injector.Core.Tests.Ambassador;

/// <summary>Whatever a user writes, the ambassador answers with problems or with a configuration whose shape no value has changed.</summary>
public sealed class AmbassadorProperties
{
    private static readonly string[] Pieces =
    [
        "a", "orders", "=", "@", "15001", "http", "tcp", "https", "://", "b.example", "10.0.0.1", "[::1]", ":", "80", "|", "*", "3", "?", "&", "lb=hash:x", "retries=2",
        "host=", "san=", "ca=secret/a", "\n", ",", "\r", "'", "\"", " ", "\\", "%", "{", "}", "#", "\0", "é", "8443", "/x", "localhost", "cert=own", "timeout=1s",
    ];

    [Fact]
    public void No_text_throws() => Prop.ForAll(Texts().ToArbitrary(), Texts().ToArbitrary(), (upstreams, inbound) => Answer(upstreams, inbound))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Any_string_is_answered() =>
        Prop.ForAll<string?, string?>((upstreams, inbound) => Answer(upstreams ?? "", inbound ?? "")).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_written_has_only_the_directives_of_the_writer()
    {
        var written = 0;
        Prop.ForAll(Entries().ToArbitrary(), entry =>
        {
            var configuration = Answer(entry, "");
            written += configuration.Length > 0 ? 1 : 0;
            foreach (var line in configuration.Split('\n'))
            {
                var word = line.Trim().Split(' ')[0];
                (word.Length == 0 || Keywords.Contains(word)).ShouldBeTrue(line);
                line.ShouldNotContain("#");
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
        written.ShouldBeGreaterThan(100);
    }

    private static readonly HashSet<string> Keywords =
    [
        "global", "defaults", "resolvers", "frontend", "backend", "log", "maxconn", "nbthread", "hard-stop-after", "ssl-load-extra-files", "ssl-default-bind-options",
        "ssl-default-server-options", "option", "timeout", "parse-resolv-conf", "accepted_payload_size", "hold", "mode", "bind", "http-request", "tcp-request", "stick-table",
        "use_backend", "acl", "balance", "hash-type", "retries", "retry-on", "server", "http-send-name-header", "http-check",
        "tune.bufsize", "tune.maxrewrite", "tune.http.maxhdr", "tune.h2.max-concurrent-streams", "clitcpka-cnt", "clitcpka-idle", "clitcpka-intvl",
        "srvtcpka-cnt", "srvtcpka-idle", "srvtcpka-intvl", "log-format", "error-log-format", "tcp-response", "http-after-response", "http-error", ".if", ".endif", "set-var", "setenv",
    ];

    private static Gen<string> Texts() => Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces.Take(24)));

    /// <summary>Entries that are right but for a piece that is put in somewhere, or for nothing.</summary>
    private static Gen<string> Entries() =>
        from scheme in Gen.Elements("http", "https", "h2c", "grpc", "tcp", "tls")
        from server in Gen.Elements("b.example:80", "10.0.0.1:80|10.0.0.2:81*3", "[::1]:80", "b:80")
        from option in Gen.Elements("retries=1", "connect=1s", "lb=random", "health=tcp", "san=b.example", "host=c.example", "ca=secret/a/b.pem", "lb=hash:x-a")
        from piece in Gen.Elements(Pieces)
        from place in Gen.Choose(0, 200)
        let entry = $"orders={scheme}://{server}?{option}"
        select place < entry.Length ? entry.Insert(place, piece) : entry;

    private static string Answer(string upstreams, string inbound)
    {
        var settings = new TemplateNode.Object(
        [
            new("engine", TemplateNode.Literal.Of("haproxy")),
            new("adminPort", TemplateNode.Literal.Parse("19001")),
            new("upstreams", Text(upstreams)),
            new("inbound", Text(inbound)),
        ]);
        var ambassador = new AmbassadorSection(settings, Refuse).For(new NoVariables());
        return ambassador.Additions([.. ambassador.Ports.Select(port => new KeyValuePair<string, int>(port.Name, port.Preferred))], []).Configuration;
    }

    private static TemplateNode Text(string value) => TemplateNode.Literal.Parse(JsonValue.Create(value).ToJsonString());

    private static JsonNode? Refuse(string text, out string? error)
    {
        error = "not asked for";
        return null;
    }

    private sealed class NoVariables : IVariableScope
    {
        public TemplateValue Resolve(VariableReference reference) => TemplateValue.None;
    }
}
