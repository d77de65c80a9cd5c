namespace Injector.Certificates.Renewal;

/// <summary>Lifetimes of certificates and the time that changes take to spread.</summary>
public sealed record CertificateLifetimes
{
    /// <summary>The lifetimes in use, except in tests.</summary>
    public static CertificateLifetimes Default { get; } = new();

    /// <summary>How long an authority is valid. Default 10 years.</summary>
    public TimeSpan Authority { get; init; } = TimeSpan.FromDays(3650);

    /// <summary>How long a serving certificate is valid. Default 90 days.</summary>
    public TimeSpan Leaf { get; init; } = TimeSpan.FromDays(90);

    /// <summary>
    /// How long every webhook entry must have named a new authority before a certificate signed by it is served. Default 1 minute: API servers watch webhook
    /// configurations and see changes within seconds.
    /// </summary>
    public TimeSpan Spread { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>When to renew a certificate: after two thirds of its lifetime, which leaves a third for overcoming failures.</summary>
    /// <param name="notBefore">Start of its validity.</param>
    /// <param name="notAfter">End of its validity.</param>
    public static DateTimeOffset RenewAt(DateTimeOffset notBefore, DateTimeOffset notAfter) => notBefore + ((notAfter - notBefore) * 2 / 3);
}
