using System.Globalization;
using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Ambassador;
using Injector.EndToEnd.Tests.Offline;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Programs;

/// <summary>The profile migrate as a migration of a real PostgreSQL: psql, with the command, variables and folder that the injected init container has.</summary>
public sealed class MigrationTests : IDisposable
{
    private const string Migration = """
        select pg_advisory_lock(7);
        create table if not exists schema_versions (version int primary key);
        insert into schema_versions values (1) on conflict do nothing;
        create table if not exists baskets (id int);
        """;

    private readonly ControlPlaneFolder _folder = new();

    [ProgramFact("postgres", "initdb", "psql")]
    public async Task Changes_the_database_before_the_application_starts_and_nothing_at_the_next_start()
    {
        await using var postgres = await RunningPostgres.StartAsync();
        var migrate = await InjectAsync(postgres.Port, Migration);

        for (var start = 0; start < 2; start++)
        {
            var (code, output) = await RunAsync(migrate);
            code.ShouldBe(0, output);
            (await postgres.QueryAsync("select count(*) from schema_versions")).ShouldBe("1");
        }

        (await postgres.QueryAsync("select count(*) from baskets")).ShouldBe("0");
    }

    [ProgramFact("postgres", "initdb", "psql")]
    public async Task Runs_once_at_a_time_where_several_replicas_start_together()
    {
        await using var postgres = await RunningPostgres.StartAsync();
        var migrate = await InjectAsync(postgres.Port, Migration + "create table made_once (id int);\ndrop table made_once;");

        var replicas = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync(migrate)));

        replicas.ShouldAllBe(replica => replica.ExitCode == 0);
    }

    [ProgramFact("postgres", "initdb", "psql")]
    public async Task Fails_where_the_migration_does_so_that_the_application_does_not_start()
    {
        await using var postgres = await RunningPostgres.StartAsync();

        var (code, output) = await RunAsync(await InjectAsync(postgres.Port, "alter table nowhere add column x int;"));

        code.ShouldBe(3, output);
        output.ShouldContain("nowhere");
    }

    public void Dispose() => _folder.Dispose();

    private static string[] Texts(JsonNode? list) => [.. (list as JsonArray ?? []).Select(word => (string)word!)];

    // The image is the application's: here, this machine. A volume is the test's folder.
    private Task<(int ExitCode, string Output)> RunAsync(JsonObject migrate)
    {
        var variables = migrate["env"]!.AsArray().Select(variable =>
            $"{variable!["name"]}={(string?)variable["value"] ?? Secret((string)variable["valueFrom"]!["secretKeyRef"]!["key"]!)}");
        var mount = migrate["volumeMounts"]!.AsArray().Single(mount => (string?)mount!["name"] == "migrations")!;
        var command = Texts(migrate["command"]).Select(word => word.Replace((string)mount["mountPath"]!, _folder.PathOf("migrations"), StringComparison.Ordinal)).ToArray();
        return ProgramOutput.OfAsync("/usr/bin/env", ["-i", .. variables, ProvisionedPrograms.Find(command[0])!, .. command[1..]]);
    }

    private static string Secret(string key) => key == "password" ? RunningPostgres.Password : throw new KeyNotFoundException(key);

    private async Task<JsonObject> InjectAsync(int port, string migration)
    {
        Directory.CreateDirectory(_folder.PathOf("migrations"));
        await File.WriteAllTextAsync(_folder.PathOf("migrations/all.sql"), migration);
        var run = await OfflineInjection.RunAsync(
            string.Create(CultureInfo.InvariantCulture, $$"""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: shop
                  annotations: {injector.io/inject: migrate, migrate.injector.io/command: "psql, --set, ON_ERROR_STOP=1, --file, /migrations/all.sql" }
                spec:
                  containers:
                  - name: shop
                    image: registry.example/shop:1.0
                    env:
                    - {name: PGHOST, value: 127.0.0.1}
                    - {name: PGPORT, value: "{{port}}"}
                    - {name: PGDATABASE, value: postgres}
                    - {name: PGUSER, value: "{{RunningPostgres.User}}" }
                    - name: PGPASSWORD
                      valueFrom:
                        secretKeyRef: {name: database, key: password}
                    volumeMounts: [{name: migrations, mountPath: /migrations}]
                  volumes: [{name: migrations, configMap: {name: migrations} }]
                """),
            "-o",
            "json");
        run.ExitCode.ShouldBe(0, run.Errors);
        var pod = JsonNode.Parse(run.Output)!;
        var migrate = pod["spec"]!["initContainers"]!.AsArray().Single(container => (string?)container!["name"] == "migrate")!.AsObject();
        ((string?)migrate["image"]).ShouldBe("registry.example/shop:1.0");
        return migrate;
    }
}
