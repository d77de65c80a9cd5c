namespace Injector.Ambassador.Model;

/// <summary>TLS 1.2 or later that ends at a listener. HTTP listeners offer <c>h2</c> and <c>http/1.1</c>, those for HTTP/2 only <c>h2</c>.</summary>
/// <param name="CertificateFile">Path of the certificate chain, PEM.</param>
/// <param name="KeyFile">Path of its key: <paramref name="CertificateFile"/> with <c>.key</c> behind it.</param>
/// <param name="ClientCaFile">Path of the authority that must have signed the client's certificate; <see langword="null"/> when clients need none.</param>
internal sealed record ServerTls(string CertificateFile, string KeyFile, string? ClientCaFile);
