using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace Injector.Diagnostics.Facts;

/// <summary>A serving certificate that was seen. The certificates live as long as the process; a check runs once.</summary>
/// <param name="Origin">Where it was seen, for people.</param>
/// <param name="Leaf">The certificate.</param>
/// <param name="Others">What came along with it.</param>
internal sealed record SeenCertificate(string Origin, X509Certificate2 Leaf, ImmutableArray<X509Certificate2> Others);
