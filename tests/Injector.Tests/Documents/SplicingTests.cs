using Injector.Tests.Commands;

namespace Injector.Tests.Documents;

public sealed class SplicingTests
{
    private const string Commented = """
        # Who owns this: the shop team
        apiVersion: v1   # core
        kind: Pod
        metadata:
          name:   web
          annotations:
            injector.io/inject: log-tail   # please
            # keep me
            note: >
              folded
              text

          # about labels
          labels: {app: web}
        spec:
          # the containers
          containers:

            # first
            - image: nginx:1.29
              name: web      # the app
              env:
                # about A
                - {name: A,   value: "0123"}
                # end of env
            # second
            - name: worker
              image: busybox
              args: [ "-c" , 'echo "x"' ]
              # end of worker
          # about volumes
          volumes:
            - name: data
              emptyDir: {}
        # the end

        """;

    [Fact]
    public void Every_line_of_a_changed_document_is_still_there_in_order()
    {
        var run = CommandRun.WithInput(Commented, "inject", "-f", "-");

        var rest = run.Output.Split('\n').ToList();
        foreach (var line in Commented.Split('\n'))
        {
            var index = rest.IndexOf(line);
            index.ShouldBeGreaterThanOrEqualTo(0, line);
            rest.RemoveRange(0, index + 1);
        }
    }

    [Fact]
    public void Uninject_gives_comments_and_spelling_back()
    {
        var injected = CommandRun.WithInput(Commented, "inject", "-f", "-");

        CommandRun.WithInput(injected.OutputBytes, "uninject", "-f", "-").Output.ShouldBe(Commented);
    }

    [Fact]
    public void What_others_wrote_beside_additions_stays()
    {
        var injected = CommandRun.WithInput(Commented, "inject", "-f", "-").Output;
        var edited = injected
            .Replace("      volumeMounts:\n        - name: injector-logs\n          mountPath: /var/log/app\n", "      # mounts\n      volumeMounts:\n        # ours\n        - {name: data,   mountPath: /data}\n        # theirs\n        - name: injector-logs\n          mountPath: /var/log/app\n        # none below\n", StringComparison.Ordinal)
            .Replace("    - name: injector-logs\n      emptyDir:", "    # about logs\n    - name: injector-logs\n      emptyDir:", StringComparison.Ordinal);

        var run = CommandRun.WithInput(edited, "uninject", "-f", "-");

        run.Output.ShouldContain("      # mounts\n      volumeMounts:\n        # ours\n        - {name: data,   mountPath: /data}\n        # none below\n");
        run.Output.ShouldContain("    - name: data\n      emptyDir: {}\n# the end\n");
        run.Output.ShouldNotContain("injector-");
    }

    [Fact]
    public void Texts_inside_braces_keep_their_spelling_when_what_holds_them_is_written_again()
    {
        const string Container = """    - {name: web, image: nginx:1.29, command: [sh, -c], args: [-x, a:b, '?y', 'q', "\x41", 1, "1", 0x10, yes, ~], workingDir: "a""" + "\n        b\"}";
        var manifest = $"apiVersion: v1\nkind: Pod\nmetadata:\n  annotations: {{injector.io/inject: log-tail}}\nspec:\n  containers:\n{Container}\n";

        var injected = CommandRun.WithInput(manifest, "inject", "-f", "-");
        var removed = CommandRun.WithInput(injected.OutputBytes, "uninject", "-f", "-");

        foreach (var run in (CommandRun[])[injected, removed])
        {
            run.Output.ShouldContain("      image: nginx:1.29\n      command: [sh, -c]\n      args: [-x, a:b, '?y', 'q', \"\\x41\", 1, \"1\", 0x10, yes, ~]\n");
        }
    }

    [Theory]
    [InlineData("    - {name: web, image: nginx} # c\n")]
    [InlineData("    - {name: web, image: nginx, env: [], volumeMounts: [ ]}\n")]
    [InlineData("    - { # c\n      name: web, # d\n      volumeMounts: [ # e\n        {name: data, mountPath: /data}, # f\n      ] # g\n      # h\n      }\n  volumes: [{name: data, emptyDir: {}}]\n")]
    [InlineData("    - {name: web, image: nginx, volumeMounts: null} # ~\n")]
    [InlineData("    - {env: [{name: A, value: -a}], name: web, securityContext: {runAsUser: 1}}\n  volumes: [] # none\n")]
    public void What_stands_in_braces_is_changed_in_braces_and_given_back(string container)
    {
        var manifest = $"apiVersion: v1\nkind: Pod\nmetadata: {{name: web}} # a\nspec:\n  containers:\n{container}";

        var injected = CommandRun.WithInput(manifest, "inject", "-f", "-", "--inject", "log-tail");

        injected.Error.ShouldContain("injected  log-tail");
        injected.Error.ShouldNotContain("without the comment");
        injected.Output.ShouldContain("metadata: {name: web, annotations: {injector.io/inject: log-tail, ");
        injected.Output.ShouldContain("{name: injector-logs, mountPath: /var/log/app}");
        CommandRun.WithInput(injected.OutputBytes, "uninject", "-f", "-").Output.ShouldBe(manifest);
    }

    [Theory]
    [InlineData("{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {containers: [{name: web, image: nginx}]}} # c\n")]
    [InlineData("{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"web\"},\r\n\"spec\":{\"containers\":[{\"name\":\"web\",\"image\":\"nginx\"}]}} # c\r\n")]
    [InlineData("{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"web\"}, \"spec\": {\"containers\": [{\"name\": \"web\", \"image\": \"nginx\"}]}}\n{\"kind\": \"ConfigMap\"} # c\n")]
    public void A_document_in_braces_stays_in_braces_and_is_given_back(string manifest)
    {
        var injected = CommandRun.WithInput(manifest, "inject", "-f", "-", "--inject", "log-tail");

        injected.Error.ShouldContain("injected  log-tail");
        injected.Output.Split('\n').Length.ShouldBe(manifest.Split('\n').Length);
        CommandRun.WithInput(injected.OutputBytes, "inject", "-f", "-", "--inject", "log-tail").Output.ShouldBe(injected.Output);
        CommandRun.WithInput(injected.OutputBytes, "uninject", "-f", "-").Output.ShouldBe(manifest);
    }

    [Fact]
    public void Additions_stand_where_their_neighbours_stand()
    {
        var run = CommandRun.WithInput(Commented, "inject", "-f", "-");

        run.Output.ShouldContain(
            "      # end of worker\n      volumeMounts:\n        - name: injector-logs\n          mountPath: /var/log/app\n  # about volumes\n");
        run.Output.ShouldContain("        # end of env\n      volumeMounts:\n");
        run.Output.ShouldEndWith("\n# the end\n");
        run.Output.ShouldContain("\n  initContainers:\n    - name: log-tail\n");
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata: {name: p, annotations: {injector.io/inject: log-tail}} # gone\nspec:\n  containers:\n  - {name: a, image: b}\n  # c\n")]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n    injector.io/inject: log-tail\nspec:\n  volumes:\n  initContainers: ~\n  containers:\n  -\n    name: a\n    image: b\n")]
    [InlineData("{apiVersion: v1, kind: Pod, metadata: {annotations: {injector.io/inject: log-tail}}, spec: {containers: [{name: a, image: b}]}}")]
    [InlineData("---\nspec:\n  containers:\n  - name: a\n    image: b\n    env:\n    - name: K\n      value: |+\n        keep\n\n\nmetadata:\n  annotations:\n    injector.io/inject: log-tail\nkind: Pod\napiVersion: v1\n...\n")]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n    ? injector.io/inject\n    : log-tail\nspec:\n  containers:\n  - name: a\n    image: b\n    args: [a,\n      b]")]
    [InlineData("\"apiVersion\": v1\n'kind': Pod\nmetadata:\n    annotations:\n        injector.io/inject: |-\n            log-tail\nspec:\n    containers:\n        - name: a\n          image: b\n          command: [\"x\\u0085y\"]\n")]
    public void However_it_is_written_it_comes_out_as_the_patch_says(string manifest)
    {
        var yaml = CommandRun.WithInput(manifest, "inject", "-f", "-");
        var json = CommandRun.WithInput(manifest, "inject", "-f", "-", "-o", "json");
        var again = CommandRun.WithInput(yaml.OutputBytes, "inject", "-f", "-", "-o", "json");

        yaml.Error.ShouldContain("injected  log-tail");
        again.Error.ShouldContain("already-injected");
        again.Output.ShouldBe(json.Output);
    }
}
