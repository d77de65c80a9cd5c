namespace Injector.Server.Options;

/// <summary>Checks that the certificate options are consistent.</summary>
internal static class CertificateOptions
{
    internal static IEnumerable<string> Errors(ServerOptions options) => Configurations(options).Concat(options.Certificates switch
    {
        CertificateMode.Self => Self(options),
        CertificateMode.Files when options.TlsCertificateFile is null =>
            ["certificates: 'files' needs tlsCertificateFile and tlsKeyFile; name them, or leave certificates out", .. SelfOnly(options)],
        _ => SelfOnly(options),
    });

    private static IEnumerable<string> Configurations(ServerOptions options) => options.WebhookConfigurations
        .Where(static name => !ManagedCertificateSettings.TryParseConfiguration(name, out _))
        .Select(static name => $"webhookConfigurations: '{name}' is not a webhook configuration; write its name, or validating/name for a validating one");

    private static IEnumerable<string> Self(ServerOptions options)
    {
        if (options.TlsCertificateFile is { } file)
        {
            yield return $"certificates: 'self' makes its own, but tlsCertificateFile '{file}' is given too; leave one of them out";
        }

        if (options.WriteCaFile is { } authority)
        {
            yield return $"writeCaFile: '{authority}' is for the throw-away certificate; with certificates 'self' the authority is in the Secret, leave it out";
        }

        if (!ManagedCertificateSettings.TryParseSecret(options.CertificateSecret, out _))
        {
            yield return $"certificateSecret: '{options.CertificateSecret}' is not a Secret; write namespace/name, such as injector-system/injector-certificates";
        }

        if (options.CertificateNames.IsEmpty)
        {
            yield return "certificateNames: none; write the names under which API servers call, such as injector.injector-system.svc";
        }

        foreach (var name in options.CertificateNames.Where(name => !ManagedCertificateSettings.IsServerName(name)))
        {
            yield return $"certificateNames: '{name}' is neither a DNS name nor an address; write for example injector.injector-system.svc";
        }
    }

    private static IEnumerable<string> SelfOnly(ServerOptions options)
    {
        var given = new[]
        {
            ("certificateSecret", options.CertificateSecret is not null), ("certificateNames", !options.CertificateNames.IsEmpty),
        };
        return given.Where(pair => pair.Item2).Select(pair => $"{pair.Item1}: only certificates 'self' uses it; add that, or leave this out");
    }
}
