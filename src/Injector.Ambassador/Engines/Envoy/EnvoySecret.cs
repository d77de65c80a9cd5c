namespace Injector.Ambassador.Engines.Envoy;

/// <summary>A certificate or an authority that Envoy reads anew when it changes.</summary>
/// <param name="Path">Path of the certificate chain or of the authority.</param>
/// <param name="KeyFile">Path of the certificate's key; <see langword="null"/> for an authority.</param>
/// <param name="File">Name of the file that tells Envoy of it.</param>
internal sealed record EnvoySecret(string Path, string? KeyFile, string File);
