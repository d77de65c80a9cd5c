using Injector.Cluster.Tests.Engine;

namespace Injector.Cluster.Tests.Pods;

/// <summary>Injected pods whose containers really run, in the order and with the users that a kubelet gives them.</summary>
public sealed class PlayedPodTests
{
    private const string Database = "database-password";

    // The database is only reached through the pod's own native sidecar, which therefore has to be there first.
    [ClusterFact]
    public async Task Migrates_a_database_through_the_proxy_that_the_pod_brings_along()
    {
        await using var database = await RunningDatabase.StartAsync(Database);
        await using var pod = await PlayedPod.InjectAsync(
            $$"""
            apiVersion: v1
            kind: Pod
            metadata:
              name: shop
              annotations:
                injector.io/inject: migrate
                migrate.injector.io/command: {{PlayedPod.Programs}}/psql, --set, ON_ERROR_STOP=1, --command, create table baskets (id int)
            spec:
              initContainers:
              - name: sql-proxy
                image: registry.example/sql-proxy:2
                restartPolicy: Always
                command: [{{PlayedPod.Programs}}/haproxy, -f, /etc/proxy/proxy.cfg]
                startupProbe: {tcpSocket: {port: 5432}, periodSeconds: 1}
                volumeMounts: [{name: proxy, mountPath: /etc/proxy}]
              - name: warm-up
                image: registry.example/shop:1
                command: ["true"]
              containers:
              - name: shop
                image: registry.example/shop:1
                command: [{{PlayedPod.Programs}}/psql, --command, select count(*) from baskets]
                env:
                - {name: PGHOST, value: 127.0.0.1}
                - {name: PGUSER, value: postgres}
                - name: PGPASSWORD
                  valueFrom:
                    secretKeyRef: {name: database, key: password}
              volumes:
              - name: proxy
                configMap: {name: proxy}
            """,
            new Dictionary<string, string>
            {
                ["password"] = Database,
                ["proxy.cfg"] = $"""
                    defaults
                        mode tcp
                        timeout connect 5s
                        timeout client 1m
                        timeout server 1m
                    listen database
                        bind 127.0.0.1:5432
                        server database {database.Address}:5432

                    """,
            });

        await pod.StartAsync();

        pod.Started.ShouldBe(["sql-proxy", "migrate", "warm-up", "shop"]);
        (await database.QueryAsync("select count(*) from baskets")).ShouldBe("0");
    }

    // Nobody but its owner reads a file of a process with this mask. A sidecar of the wrong user prints nothing, which is fine where it was said.
    [ClusterTheory]
    [InlineData("{runAsUser: 5000}", true)]
    [InlineData("{runAsUser: 5000, runAsGroup: 6000, fsGroup: 7000}", true)]
    [InlineData("{runAsUser: 0}", false)]
    public async Task Reads_the_log_of_an_application_that_keeps_it_to_itself_or_says_that_it_cannot(string user, bool isRead)
    {
        await using var pod = await PlayedPod.InjectAsync(
            $$"""
            apiVersion: v1
            kind: Pod
            metadata:
              name: shop
              annotations: {injector.io/inject: log-tail}
            spec:
              securityContext: {{user}}
              containers:
              - name: shop
                image: registry.example/shop:1
                command: [sh, -c, "umask 077; echo a basket was filled >/var/log/app/app.log; sleep 600"]
            """,
            new Dictionary<string, string>());

        await pod.StartAsync();

        var wasRead = await pod.EventuallyPrintsAsync("log-tail", "a basket was filled", "Permission denied");
        wasRead.ShouldBe(isRead, await pod.LogAsync("log-tail"));
        pod.Report.Contains("may be closed to user", StringComparison.Ordinal).ShouldBe(!isRead, pod.Report);
    }

    [ClusterFact]
    public async Task Keeps_a_shell_beside_the_application_that_sees_its_files_and_ends_when_told()
    {
        await using var pod = await PlayedPod.InjectAsync(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: shop, annotations: {injector.io/inject: debug, debug.injector.io/path: /data}}
            spec:
              securityContext: {runAsUser: 5000}
              containers:
              - name: shop
                image: registry.example/shop:1
                command: [sh, -c, "umask 077; echo full >/data/basket; exec sleep 600"]
            """,
            new Dictionary<string, string>());

        await pod.StartAsync();

        (await pod.EventuallyAsync("debug", "full", "cat", "/data/basket")).ShouldBeTrue();
        (await pod.ExecAsync("debug", "sh", "-c", "echo empty >/data/basket")).ExitCode.ShouldNotBe(0);
        (await pod.ExecAsync("debug", "sh", "-c", "echo note >$HOME/note && cat $HOME/note")).ShouldBe((0, "note\n"));
        (await pod.StopAsync("debug")).ShouldBe(0);
    }
}
