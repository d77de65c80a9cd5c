using System.Collections.Immutable;

namespace Injector.Ambassador.Model;

/// <summary>TLS 1.2 or later towards servers, whose certificates are always verified.</summary>
internal sealed record ClientTls
{
    /// <summary>Name that the client asks for; <see langword="null"/> for servers known by address only.</summary>
    public required string? Sni { get; init; }

    /// <summary>Path of the authorities, PEM; <see langword="null"/> for those of the container's system.</summary>
    public required string? CaFile { get; init; }

    /// <summary>Names of which the certificate must carry at least one as subject alternative name: DNS names or IP addresses. Never empty.</summary>
    public required ImmutableArray<string> SubjectNames { get; init; }

    /// <summary>Path of the client's own certificate chain, PEM; <see langword="null"/> for none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>Path of its key: <see cref="CertificateFile"/> with <c>.key</c> behind it; <see langword="null"/> for none.</summary>
    public string? KeyFile { get; init; }
}
