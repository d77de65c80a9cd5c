using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace Injector.Diagnostics.Facts;

/// <summary>An observed serving certificate. Certificates are not disposed: they live as long as the process, and a check runs once.</summary>
/// <param name="Origin">Where it was found, for people.</param>
/// <param name="Leaf">The certificate.</param>
/// <param name="Others">The certificates that came with it.</param>
internal sealed record SeenCertificate(string Origin, X509Certificate2 Leaf, ImmutableArray<X509Certificate2> Others);
