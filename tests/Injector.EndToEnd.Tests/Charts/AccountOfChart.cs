using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Charts;

/// <summary>The account that the chart has installed.</summary>
internal sealed class AccountOfChart(LocalControlPlane controlPlane)
{
    private const string Name = "injector";

    /// <summary>Writes a kubeconfig whose only credential is a token of the account.</summary>
    /// <param name="folder">Where to put it.</param>
    /// <returns>Its path.</returns>
    internal async Task<string> KubeconfigAsync(string folder)
    {
        var token = await Kubectl.RunAsync(controlPlane, ["create", "token", Name, "--namespace", HelmRelease.Namespace]);
        token.ExitCode.ShouldBe(0, token.Errors);
        var path = Path.Combine(folder, "kubeconfig");
        await File.WriteAllTextAsync(path, $"""
            apiVersion: v1
            kind: Config
            current-context: account
            contexts:
            - name: account
              context:
                cluster: test
                user: account
            clusters:
            - name: test
              cluster:
                server: "{controlPlane.Address}"
                certificate-authority: "{controlPlane.CertificateAuthorityPath}"
            users:
            - name: account
              user:
                token: "{token.Output.Trim()}"

            """);
        return path;
    }

    /// <summary>Asks the API server whether the account may do something.</summary>
    /// <param name="what">Verb and object as for <c>kubectl auth can-i</c>, and where.</param>
    internal async Task<bool> MayAsync(string what)
    {
        var outcome = await Kubectl.RunAsync(
            controlPlane, ["auth", "can-i", $"--as=system:serviceaccount:{HelmRelease.Namespace}:{Name}", .. what.Split(' ')]);
        return outcome.Output.Trim() switch
        {
            "yes" => true,
            "no" => false,
            var other => throw new InvalidOperationException($"can-i {what}: {other} {outcome.Errors}"),
        };
    }
}
