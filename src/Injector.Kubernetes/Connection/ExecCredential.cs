using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Injector.Grammar.Json;

namespace Injector.Kubernetes.Connection;

/// <summary>The output of a plugin: a credential and when it expires.</summary>
/// <param name="Credential">The credential.</param>
/// <param name="Expires">When it expires; <see langword="null"/> when it is valid until refused.</param>
internal sealed record ExecCredential(Credential Credential, DateTimeOffset? Expires)
{
    /// <exception cref="ClusterConnectionException">The output is not what was requested.</exception>
    internal static ExecCredential Parse(string output, ExecPlugin plugin)
    {
        var root = Tree(output, plugin);
        if (root["kind"].AsText() != "ExecCredential" || root["apiVersion"].AsText() != plugin.ApiVersion)
        {
            throw Wrong(plugin, $"printed {root["apiVersion"].AsText()} {root["kind"].AsText()}, not {plugin.ApiVersion} ExecCredential");
        }

        var status = root["status"] as JsonObject ?? throw Wrong(plugin, "printed no status");
        var (certificate, key) = (status["clientCertificateData"].AsText(), status["clientKeyData"].AsText());
        var token = status["token"].AsText();
        if (certificate is null != key is null || (certificate is null && token is null))
        {
            throw Wrong(plugin, "printed neither a token nor a client certificate with its key");
        }

        return new ExecCredential(
            new Credential(token, certificate is null ? null : Pair(certificate, key!, plugin)), Expiry(status, plugin));
    }

    private static JsonObject Tree(string output, ExecPlugin plugin)
    {
        try
        {
            return JsonNode.Parse(output) as JsonObject ?? throw Wrong(plugin, "did not print an object");
        }
        catch (JsonException)
        {
            throw Wrong(plugin, "did not print JSON");
        }
    }

    private static DateTimeOffset? Expiry(JsonObject status, ExecPlugin plugin)
    {
        if (status["expirationTimestamp"].AsText() is not { } text)
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires)
            ? expires
            : throw Wrong(plugin, $"printed the expirationTimestamp '{text}', which is not a time");
    }

    private static X509Certificate2 Pair(string certificate, string key, ExecPlugin plugin)
    {
        try
        {
            return X509Certificate2.CreateFromPem(certificate, key);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw Wrong(plugin, $"printed a certificate and a key that are not a pair: {exception.Message.TrimEnd('.')}");
        }
    }

    private static ClusterConnectionException Wrong(ExecPlugin plugin, string what) => new($"{plugin.Place}: '{plugin.Command}' {what}.");
}
