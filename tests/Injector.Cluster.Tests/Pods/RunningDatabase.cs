namespace Injector.Cluster.Tests.Pods;

/// <summary>A PostgreSQL in a container of its own, outside the pod.</summary>
internal sealed class RunningDatabase : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // Local connections need no password; those of other containers do.
    private const string Script = """
        echo "$PASSWORD" >/tmp/password
        /programs/initdb --pgdata=/tmp/data --username=postgres --auth-host=scram-sha-256 --auth-local=trust --pwfile=/tmp/password --no-locale --no-sync
        echo 'host all all all scram-sha-256' >>/tmp/data/pg_hba.conf
        exec /programs/postgres -D /tmp/data -c listen_addresses='*' -c unix_socket_directories=/tmp -c fsync=off
        """;

    private readonly string _name = $"injector-database-{Guid.NewGuid():N}";

    /// <summary>Its address in the engine's network.</summary>
    internal string Address { get; private set; } = "";

    internal static async Task<RunningDatabase> StartAsync(string password)
    {
        var database = new RunningDatabase();
        try
        {
            await database.RunAsync(password);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    internal async Task<string> QueryAsync(string statement)
    {
        var (code, output) = await TryAsync(statement);
        code.ShouldBe(0, output);
        return output.Trim();
    }

    public async ValueTask DisposeAsync() => await Podman.RunAsync("rm", "--force", "--time", "0", _name);

    private async Task RunAsync(string password)
    {
        var (code, output) = await Podman.RunAsync(
            "run", "--detach", "--pull", "never", "--name", _name, "--user", "65534", "--env", $"PASSWORD={password}",
            "--volume", $"{Podman.ProgramsFolder}:{PlayedPod.Programs}:ro", "localhost/injector-build-stand-in", "sh", "-ec", Script);
        code.ShouldBe(0, output);
        var isUp = await Eventually.HoldsAsync(Patience, async () => (await TryAsync("select 1")).ExitCode == 0);
        isUp.ShouldBeTrue((await Podman.RunAsync("logs", _name)).Output);
        Address = (await Podman.RunAsync("inspect", "--format", "{{.NetworkSettings.IPAddress}}", _name)).Output.Trim();
        Address.ShouldNotBeEmpty();
    }

    private Task<(int ExitCode, string Output)> TryAsync(string statement) =>
        Podman.RunAsync("exec", _name, $"{PlayedPod.Programs}/psql", "-h", "/tmp", "-U", "postgres", "-tAc", statement);
}
