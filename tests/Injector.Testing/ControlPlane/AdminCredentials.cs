using System.Security.Cryptography;

namespace Injector.Testing.ControlPlane;

/// <summary>The secrets of one control plane, made again for each: nothing of the kind is kept in the repository.</summary>
internal sealed record AdminCredentials(string Token)
{
    public static AdminCredentials Create(ControlPlaneFolder folder)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        File.WriteAllText(folder.Tokens, $"{token},test-admin,test-admin,\"system:masters\"\n");
        using var key = RSA.Create(2048);
        File.WriteAllText(folder.ServiceAccountKey, key.ExportPkcs8PrivateKeyPem() + "\n");
        File.WriteAllText(folder.ServiceAccountPublicKey, key.ExportSubjectPublicKeyInfoPem() + "\n");
        return new AdminCredentials(token);
    }

    public void WriteKubeconfig(ControlPlaneFolder folder, Uri address) =>
        File.WriteAllText(folder.Kubeconfig, $"""
            apiVersion: v1
            kind: Config
            current-context: test
            contexts:
            - name: test
              context:
                cluster: test
                user: test-admin
            clusters:
            - name: test
              cluster:
                server: {address.GetLeftPart(UriPartial.Authority)}
                certificate-authority: {folder.ServingCertificate}
            users:
            - name: test-admin
              user:
                token: {Token}

            """);
}
