using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using Injector.Certificates;

namespace Injector.Server.Tls;

/// <summary>What the files of the HTTPS endpoint say.</summary>
/// <param name="Pair">The serving certificate; <see langword="null"/> when there is no file of it.</param>
/// <param name="ClientAuthorities">Authorities of client certificates.</param>
internal sealed record DecodedTls(CertificatePair? Pair, ImmutableArray<X509Certificate2> ClientAuthorities);
