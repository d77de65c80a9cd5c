using System.Collections.Immutable;
using System.Net;
using Injector.Certificates;
using Injector.Grammar.Names;
using Injector.Kubernetes.Objects;

namespace Injector.Server.Options;

/// <summary>Parses the options of the certificate mode <c>self</c>.</summary>
internal static class ManagedCertificateSettings
{
    internal static bool TryParseSecret(string? text, out ObjectName name)
    {
        var parts = text?.Split('/') ?? [];
        name = parts.Length == 2 ? new ObjectName(parts[0], parts[1]) : default;
        return parts.Length == 2 && DnsName.IsLabel(parts[0]) && DnsName.IsObjectName(parts[1]);
    }

    /// <summary>A plain name is a mutating configuration; the prefix <c>validating/</c> makes it a validating one.</summary>
    internal static bool TryParseConfiguration(string text, out WebhookConfigurationName name)
    {
        const string validating = "validating/";
        name = text.StartsWith(validating, StringComparison.Ordinal)
            ? new WebhookConfigurationName(WebhookKind.Validating, text[validating.Length..])
            : new WebhookConfigurationName(WebhookKind.Mutating, text);
        return DnsName.IsObjectName(name.Name);
    }

    /// <summary>The webhook configurations that the options name, without duplicates.</summary>
    internal static ImmutableArray<WebhookConfigurationName> Configurations(ServerOptions options) =>
        [.. options.WebhookConfigurations.Select(Configuration).Distinct()];

    internal static bool IsServerName(string text) => IPAddress.TryParse(text, out _) || DnsName.IsSubdomain(text);

    internal static ServerNames Names(ImmutableArray<string> texts) => new(
        [.. texts.Where(text => !IPAddress.TryParse(text, out _)).Distinct(StringComparer.Ordinal)],
        [.. texts.Where(text => IPAddress.TryParse(text, out _)).Select(IPAddress.Parse).Distinct()]);

    private static WebhookConfigurationName Configuration(string text) =>
        TryParseConfiguration(text, out var name) ? name : throw new ArgumentException($"'{text}' is not a configuration.", nameof(text));
}
