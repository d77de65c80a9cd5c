using Injector.Kubernetes.Connection;

namespace Injector.Kubernetes.Tests.Connection;

public sealed class ExecCredentialsTests : IDisposable
{
    private readonly KubeconfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("v1")]
    [InlineData("v1beta1")]
    public async Task Runs_the_program_once_until_the_credential_is_about_to_end(string version)
    {
        // The clock of the folder stands at 2026-01-01.
        var credentials = Plugin(version, """
            echo run >> "$COUNT"
            echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/VERSION","status":{"token":"'"$1-$(wc -l < "$COUNT" | tr -d ' ')"'","expirationTimestamp":"2026-01-01T00:10:00Z"}}'
            """.Replace("VERSION", version, StringComparison.Ordinal));

        (await credentials.GetAsync(CancellationToken.None)).Token.ShouldBe("hello-1");
        _folder.Clock.Advance(TimeSpan.FromMinutes(9));
        (await credentials.GetAsync(CancellationToken.None)).Token.ShouldBe("hello-1");
        _folder.Clock.Advance(TimeSpan.FromSeconds(45));
        (await credentials.GetAsync(CancellationToken.None)).Token.ShouldBe("hello-2");

        credentials.Refused().ShouldBeTrue();
        (await credentials.GetAsync(CancellationToken.None)).Token.ShouldBe("hello-3");
    }

    [Fact]
    public async Task Tells_the_program_which_cluster_it_is_for()
    {
        var credentials = Plugin("v1", """
            printf '%s' "$KUBERNETES_EXEC_INFO" > "$COUNT"
            echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"t"}}'
            """);

        await credentials.GetAsync(CancellationToken.None);

        var info = await File.ReadAllTextAsync(Path.Combine(_folder.Path, "count"));
        info.ShouldContain("\"interactive\":false");
        info.ShouldContain("\"server\":\"https://a.example.test\"");
    }

    [Theory]
    [InlineData("echo 'please log in' >&2; exit 3", "ended with exit code 3: please log in")]
    [InlineData("echo hello", "did not print JSON.")]
    [InlineData("echo '{}'", "printed  , not client.authentication.k8s.io/v1 ExecCredential.")]
    [InlineData("""echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1"}'""", "printed no status.")]
    [InlineData("""echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{}}'""", "printed neither a token nor a client certificate with its key.")]
    [InlineData("""echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"t","expirationTimestamp":"soon"}}'""", "printed the expirationTimestamp 'soon', which is not a time.")]
    public async Task Says_what_the_program_did_instead(string script, string error)
    {
        var credentials = Plugin("v1", script);

        var exception = await Should.ThrowAsync<ClusterConnectionException>(async () => await credentials.GetAsync(CancellationToken.None));

        exception.Message.ShouldStartWith($"'{_folder.Path}/.kube/config': user 'test': exec: '{_folder.Path}/.kube/login'");
        exception.Message.ShouldEndWith(error);
    }

    [Fact]
    public async Task Shows_the_install_hint_when_the_program_is_missing()
    {
        _folder.WriteOne("""{"server": "https://a.example.test"}""", """
            {"exec": {"apiVersion": "client.authentication.k8s.io/v1", "command": "no-such-program-of-ours", "installHint": "Install it from the cloud."}}
            """);

        var credentials = _folder.Connect().Credentials;

        (await Should.ThrowAsync<ClusterConnectionException>(async () => await credentials.GetAsync(CancellationToken.None)))
            .Message.ShouldEndWith("Install it from the cloud.");
    }

    private IClusterCredentials Plugin(string version, string script)
    {
        _folder.WriteScript(".kube/login", script);
        _folder.WriteOne("""{"server": "https://a.example.test"}""", $$"""
            {"exec": {"apiVersion": "client.authentication.k8s.io/{{version}}", "command": "./login", "args": ["hello"], "provideClusterInfo": true,
                      "env": [{"name": "COUNT", "value": "{{_folder.Path}}/count"} ] } }
            """);
        return _folder.Connect().Credentials;
    }
}
