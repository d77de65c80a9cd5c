using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.HaProxy;

/// <summary>Writes what happens to the headers by which a request could leave HTTP, and to those that tell the application who asks.</summary>
internal sealed class RequestHeaderWriter(ConfigurationText text, Listener listener, bool identifiesClients)
{
    // Frameworks that hand headers on as variables (CGI, WSGI) take an underscore for a hyphen.
    private const string Identity = "x[-_]forwarded[-_]client[-_]cert";
    private const int MaxForwardedLines = 4;
    private const string Forwarded = "x[-_]forwarded[-_].*|x[-_]real[-_]ip|forwarded";

    public void Write()
    {
        WriteUpgrades();
        if (!listener.IsInbound)
        {
            return;
        }

        if (listener.ReplacesForwarded)
        {
            text.Line($"http-request del-header ^({Forwarded})$ -m reg");
        }
        else
        {
            WriteForgery(text, identifiesClients);
        }

        WriteForwarded();
        if (listener.Tls?.ClientCaFile is not null)
        {
            WriteIdentity();
        }
    }

    /// <summary>
    /// Writes the same for the port of probes. The kubelet upgrades nothing, and what else it sends is what the probe says. No request may pass by the list of
    /// paths, nor be taken for one of a client that showed a certificate.
    /// </summary>
    /// <param name="text">Where to.</param>
    /// <param name="identifiesClients">Whether the application knows clients by their certificates at any port.</param>
    public static void WriteProbes(ConfigurationText text, bool identifiesClients)
    {
        foreach (var header in (string[])["upgrade", "http2-settings", "connection"])
        {
            text.Line($"http-request del-header {header}");
        }

        WriteForgery(text, identifiesClients);
    }

    private static void WriteForgery(ConfigurationText text, bool identifiesClients) =>
        text.LineIf(identifiesClients, $"http-request del-header ^{Identity}$ -m reg");

    /// <summary>
    /// After an answer of 101 HAProxy carries bytes and sees no request any more, so nothing is upgraded but to WebSocket: HTTP/2 begun that way would pass
    /// by routes and limits. No header stays named in <c>connection</c>, for the application would drop those that are.
    /// </summary>
    private void WriteUpgrades()
    {
        // Inbound, a tunnel to the application is the same way out of HTTP; the application's own may lead to a forward proxy.
        text.LineIf(listener.IsInbound, $"http-request deny deny_status 405 if METH_CONNECT");
        text.Line($"http-request del-header upgrade unless {{ req.hdr_cnt(upgrade) 1 }} {{ req.hdr(upgrade) -i websocket }}");
        text.Line($"http-request del-header http2-settings");
        text.Line($"http-request del-header connection");
        text.Line($"http-request set-header connection upgrade if {{ req.hdr_cnt(upgrade) 1 }}");
    }

    private void WriteForwarded()
    {
        var scheme = listener.Tls is null ? "http" : "https";
        if (listener.ReplacesForwarded)
        {
            text.Line($"http-request set-header x-forwarded-for %[src]");
            text.Line($"http-request set-header x-forwarded-proto {scheme}");
            return;
        }

        // All lines into one, and the client's address into it: who reads the first line alone must not read what the client says alone.
        text.Line($"http-request deny deny_status 400 if {{ req.fhdr_cnt(x-forwarded-for) gt {MaxForwardedLines} }}");
        text.Line($"http-request set-var(txn.forwarded) req.fhdr(x-forwarded-for,1)");
        for (var line = 2; line <= MaxForwardedLines; line++)
        {
            text.Line($"http-request set-var-fmt(txn.forwarded) \"%[var(txn.forwarded)], %[req.fhdr(x-forwarded-for,{line})]\" if {{ req.fhdr_cnt(x-forwarded-for) ge {line} }}");
        }

        text.Line($"http-request set-header x-forwarded-for \"%[var(txn.forwarded)], %[src]\" if {{ var(txn.forwarded) -m found }}");
        text.Line($"http-request set-header x-forwarded-for %[src] unless {{ var(txn.forwarded) -m found }}");
        text.Line($"http-request set-header x-forwarded-proto {scheme} unless {{ req.hdr(x-forwarded-proto) -m found }}");
    }

    /// <summary>
    /// As Envoy writes it. HAProxy cannot read alternative names, so the certificate itself is there for them: as PEM, a line break ahead of every 64
    /// characters (OpenSSL refuses long lines), encoded as for a URL.
    /// </summary>
    private void WriteIdentity() => text.Line(
        $"http-request set-header x-forwarded-client-cert 'Hash=%[ssl_c_der,sha2(256),hex,lower];Cert=\"-----BEGIN%%20CERTIFICATE-----{"%[ssl_c_der,base64,regsub(.{64},~\\0,g),url_enc,regsub(~,%0A,g)]"}%%0A-----END%%20CERTIFICATE-----%%0A\";Subject=\"%[ssl_c_s_dn(,0,rfc2253)]\"'");
}
