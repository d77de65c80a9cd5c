using System.Globalization;
using Injector.EndToEnd.Tests.Ambassador;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Programs;

/// <summary>A PostgreSQL of its own on loopback, with a password for its one user.</summary>
internal sealed class RunningPostgres : IAsyncDisposable
{
    public const string User = "shop";
    public const string Password = "p-47.x";
    private const string Programs = "usr/lib/postgresql/15";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ControlPlaneFolder _folder = new();
    private ServerProcess? _server;

    private RunningPostgres()
    {
    }

    public int Port { get; } = FreePort.Next();

    public static async Task<RunningPostgres> StartAsync()
    {
        var postgres = new RunningPostgres();
        try
        {
            await postgres.RunAsync();
            return postgres;
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a statement and gives what it answers, unadorned.</summary>
    public async Task<string> QueryAsync(string statement)
    {
        string[] command = ["-h", "127.0.0.1", "-p", Text(Port), "-U", User, "-d", "postgres", "-v", "ON_ERROR_STOP=1", "-tAc", statement];
        var (code, output) = await ProgramOutput.OfAsync("/usr/bin/env", [$"PGPASSWORD={Password}", ProvisionedPrograms.Find("psql")!, .. command]);
        code.ShouldBe(0, output);
        return output.Trim();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { } server)
        {
            await server.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task RunAsync()
    {
        var data = _folder.PathOf("data");
        var password = _folder.PathOf("password");
        await File.WriteAllTextAsync(password, Password);
        Directory.CreateDirectory(data);
        var start = await PrefixAsync(data, password);
        string[] cluster = [$"--pgdata={data}", $"--username={User}", "--auth=scram-sha-256", $"--pwfile={password}", "--no-locale", "--encoding=UTF8", "--no-sync"];
        var (code, output) = await ProgramOutput.OfAsync(start[0], [.. start[1..], Program("initdb"), .. cluster]);
        code.ShouldBe(0, output);
        string[] settings = ["-p", Text(Port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off"];
        _server = ServerProcess.Start(_folder, start[0], [.. start[1..], Program("postgres"), "-D", data, .. settings], "postgres");
        await Readiness.WaitAsync(_server, Limit, async _ => await QueryOrNullAsync() is "1", CancellationToken.None);
    }

    private async Task<string?> QueryOrNullAsync()
    {
        string[] command = ["-h", "127.0.0.1", "-p", Text(Port), "-U", User, "-d", "postgres", "-tAc", "select 1"];
        var (code, output) = await ProgramOutput.OfAsync("/usr/bin/env", [$"PGPASSWORD={Password}", ProvisionedPrograms.Find("psql")!, .. command]);
        return code == 0 ? output.Trim() : null;
    }

    // PostgreSQL refuses to be root, which a test may be, and to be run from a folder that its own user may not enter, as root's home. So its two programs are
    // copied to where anybody may go, beside links to the rest, and are run by nobody with the one capability by which root may read all files; containers have it as well.
    private async Task<string[]> PrefixAsync(params string[] owned)
    {
        var wrapped = new[] { Environment.GetEnvironmentVariable("KUBEBUILDER_ASSETS") ?? "", ProvisionedPrograms.Folder }
            .Select(folder => Path.Combine(folder, "wrapped"))
            .FirstOrDefault(folder => Directory.Exists(Path.Combine(folder, Programs)))
            ?? throw new FileNotFoundException(ProvisionedPrograms.HowToProvision("postgres"));
        Directory.CreateDirectory(Path.GetDirectoryName(Program("postgres"))!);
        Directory.CreateDirectory(_folder.PathOf("usr/share/postgresql"));
        foreach (var program in (string[])["postgres", "initdb"])
        {
            File.Copy(Path.Combine(wrapped, Programs, "bin", program), Program(program));
        }

        File.CreateSymbolicLink(_folder.PathOf($"{Programs}/lib"), Path.Combine(wrapped, Programs, "lib"));
        File.CreateSymbolicLink(_folder.PathOf("usr/share/postgresql/15"), Path.Combine(wrapped, "usr/share/postgresql/15"));
        string[] environment = ["/usr/bin/env", "-i", $"PATH={Environment.GetEnvironmentVariable("PATH")}", $"LD_LIBRARY_PATH={Path.Combine(wrapped, "lib")}"];
        if (Environment.UserName != "root")
        {
            return environment;
        }

        foreach (var (program, arguments) in new[] { ("/bin/chown", ["65534:65534", .. owned]), ("/bin/chmod", (string[])["711", _folder.PathOf(".")]) })
        {
            var (code, output) = await ProgramOutput.OfAsync(program, arguments);
            code.ShouldBe(0, output);
        }

        string[] nobody = ["--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=+dac_override", "--ambient-caps=+dac_override"];
        return ["/usr/bin/setpriv", .. nobody, .. environment];
    }

    private string Program(string name) => _folder.PathOf($"{Programs}/bin/{name}");

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
