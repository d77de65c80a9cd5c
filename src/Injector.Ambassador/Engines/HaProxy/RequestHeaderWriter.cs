using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.HaProxy;

/// <summary>Writes rules for the headers through which a request could leave HTTP, and for those that tell the application who the client is.</summary>
internal sealed class RequestHeaderWriter(ConfigurationText text, Listener listener, bool identifiesClients)
{
    // Frameworks that pass headers as variables (CGI, WSGI) treat an underscore like a hyphen.
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
    /// Writes the same for the port of probes. The kubelet upgrades nothing, and its other headers come from the probe. No request may bypass the list of
    /// paths, or pass for one of a client that presented a certificate.
    /// </summary>
    /// <param name="text">The configuration.</param>
    /// <param name="identifiesClients">Whether any port identifies clients to the application by their certificates.</param>
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
    /// After a 101 response HAProxy forwards bytes and sees no more requests, so only upgrades to WebSocket are allowed: an upgrade to HTTP/2 would bypass
    /// routes and limits. No other header stays listed in <c>connection</c>, because the application would drop it.
    /// </summary>
    private void WriteUpgrades()
    {
        // Inbound, a tunnel to the application would leave HTTP in the same way; an outbound one may lead to a forward proxy.
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

        // All lines are merged into one that ends with the client's address: an application that reads only the first line must not see just what the client
        // claims.
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
    /// In the format of Envoy. HAProxy cannot read subject alternative names, so the certificate itself is passed for them: as PEM, with a line break before
    /// every 64 characters (OpenSSL rejects long lines), URL-encoded.
    /// </summary>
    private void WriteIdentity() => text.Line(
        $"http-request set-header x-forwarded-client-cert 'Hash=%[ssl_c_der,sha2(256),hex,lower];Cert=\"-----BEGIN%%20CERTIFICATE-----{"%[ssl_c_der,base64,regsub(.{64},~\\0,g),url_enc,regsub(~,%0A,g)]"}%%0A-----END%%20CERTIFICATE-----%%0A\";Subject=\"%[ssl_c_s_dn(,0,rfc2253)]\"'");
}
