namespace Injector.Certificates.Renewal;

/// <summary>How long certificates live and how long changes take to spread.</summary>
public sealed record CertificateLifetimes
{
    /// <summary>The lifetimes that are used unless a test says otherwise.</summary>
    public static CertificateLifetimes Default { get; } = new();

    /// <summary>How long an authority is valid. Default 10 years.</summary>
    public TimeSpan Authority { get; init; } = TimeSpan.FromDays(3650);

    /// <summary>How long a serving certificate is valid. Default 90 days.</summary>
    public TimeSpan Leaf { get; init; } = TimeSpan.FromDays(90);

    /// <summary>
    /// How long every webhook entry must have named a new authority before a certificate of it is served. Default 1 minute: API servers learn of
    /// changed webhook configurations by a watch, within seconds.
    /// </summary>
    public TimeSpan Spread { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>When two thirds of a certificate's time are over, the moment to renew it: a third is left for whatever keeps us from it.</summary>
    /// <param name="notBefore">Its begin.</param>
    /// <param name="notAfter">Its end.</param>
    public static DateTimeOffset RenewAt(DateTimeOffset notBefore, DateTimeOffset notAfter) => notBefore + ((notAfter - notBefore) * 2 / 3);
}
