using Injector.Tests.Commands;

namespace Injector.Tests.Documents;

/// <summary>What is left of a document when something of it is taken out.</summary>
public sealed class SplicingRemovalTests
{
    private const string Head = """
        apiVersion: v1 # core
        kind: Pod
        metadata:
          annotations:
            injector.io/status: '{"volumes":["injector-logs"],"containers":["s"],"mounts":{"web":["/l"]}}'
        spec:

        """;

    [Theory]
    [InlineData(
        "  containers:\n  - volumeMounts:\n    - name: injector-logs\n      mountPath: /l\n    # what runs\n    image: x # pinned\n    name: web\n",
        "  containers:\n  # what runs\n  - image: x # pinned\n    name: web\n")]
    [InlineData(
        "  containers:\n  # the first\n  - # of two\n    volumeMounts:\n    - name: injector-logs\n      mountPath: /l\n    image: x\n    name: web\n  -\n    # ours\n    name: s\n    image: s\n",
        "  containers:\n  # the first\n  - # of two\n    image: x\n    name: web\n")]
    [InlineData(
        "  containers:\n    -\n\n      name: web\n      image: x\n      volumeMounts:\n        -\n          name: injector-logs\n          mountPath: /l\n        - # kept\n          name: data\n          mountPath: /d\n",
        "  containers:\n    -\n\n      name: web\n      image: x\n      volumeMounts:\n        - # kept\n          name: data\n          mountPath: /d\n")]
    public void The_dash_stays_with_what_is_left_of_its_item(string written, string left)
    {
        var run = CommandRun.WithInput(Head + written, "uninject", "-f", "-");

        run.Output.ShouldEndWith("\nspec:\n" + left);
        run.Output.ShouldStartWith("apiVersion: v1 # core\n");
        run.Error.ShouldNotContain("rewritten");
    }

    [Fact]
    public void Comments_right_above_a_removed_item_go_with_it()
    {
        const string Written = """
              containers:
                - name: web
                  image: x
                  # end of web
                # ships
                # the logs
                - name: s
                  image: s
                # about the worker
                - name: worker
                  image: b
              volumes:
                # a chapter

                - name: injector-logs
                  emptyDir: {}
                # about data
                - name: data
                  emptyDir: {}
            """;

        CommandRun.WithInput(Head + Written + "\n", "uninject", "-f", "-").Output.ShouldEndWith("""
              containers:
                - name: web
                  image: x
                  # end of web
                # about the worker
                - name: worker
                  image: b
              volumes:
                # a chapter

                # about data
                - name: data
                  emptyDir: {}

            """);
    }

    [Theory]
    [InlineData("  # about volumes\n")]
    [InlineData("    # end of volumes\n")]
    [InlineData("      # end of data\n    # end of volumes\n")]
    [InlineData("    # end of volumes\n\n      # end of data\n\n# the end\n")]
    public void Comments_behind_the_last_item_come_back_after_additions(string comments)
    {
        var manifest = $"""
            apiVersion: v1
            kind: Pod
            metadata:
              annotations:
                injector.io/inject: log-tail
            spec:
              containers:
                # first
                - name: web
                  image: x
                  volumeMounts:
                  - name: data
                    mountPath: /data
                  # about args
                  args: [a]
              volumes:
                # about data
                - name: data
                  emptyDir:
            {comments}
            """;

        var injected = CommandRun.WithInput(manifest, "inject", "-f", "-");

        injected.Output.ShouldContain("injector-logs");
        CommandRun.WithInput(injected.OutputBytes, "uninject", "-f", "-").Output.ShouldBe(manifest);
    }
}
