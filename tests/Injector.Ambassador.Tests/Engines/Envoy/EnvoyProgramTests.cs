using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Injector.Ambassador.Engines.Envoy;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Tests.Engines.Envoy;

/// <summary>The features held to the real Envoy, which reads a configuration and exits.</summary>
public sealed class EnvoyProgramTests
{
    private static readonly string[] Kinds = ["http", "http2", "tcp", "inbound"];

    [EnvoyProgramFact]
    public async Task Envoy_takes_each_feature()
    {
        var folder = Directory.CreateTempSubdirectory("envoy-");
        try
        {
            WriteCertificates(folder.FullName);
            var refused = new List<string>();
            foreach (var kind in Kinds)
            {
                var plain = EnvoyMatrix.Base(kind);
                foreach (var feature in EnvoyFeatures.All.Where(feature => feature.Fits(plain)))
                {
                    if (await ValidateAsync(folder.FullName, feature.Apply(plain)) is { } message)
                    {
                        refused.Add($"{kind} {feature.Name}: {message}");
                    }
                }
            }

            refused.ShouldBeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string?> ValidateAsync(string folder, AmbassadorModel model)
    {
        var engine = new EnvoyEngine();
        var file = Path.Combine(folder, "envoy.json");
        foreach (var (name, text) in engine.Companions(model).Select(companion => (companion.Name, companion.Text)).Prepend(("envoy.json", engine.Write(model))))
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder, name),
                text.Replace(EnvoyModels.Certificates, folder + "/", StringComparison.Ordinal)
                    .Replace(CredentialFile.Directory, folder, StringComparison.Ordinal)
                    .Replace(EnvoyNames.SystemAuthorities, folder + "/ca.crt", StringComparison.Ordinal));
        }

        var start = new ProcessStartInfo(EnvoyProgramFactAttribute.Program!, ["--mode", "validate", "--config-path", file]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? null : errors;
    }

    private static void WriteCertificates(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256);
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddMinutes(-5), now.AddHours(1));
        File.WriteAllText(Path.Combine(folder, "ca.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "tls.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "tls.crt.key"), key.ExportPkcs8PrivateKeyPem());
    }
}
