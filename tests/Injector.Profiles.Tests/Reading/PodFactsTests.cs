using Injector.Core.Profiles.Templates;

namespace Injector.Profiles.Tests.Reading;

/// <summary>What a profile may take from the pod it goes into, and tell whoever asks for it.</summary>
public sealed class PodFactsTests
{
    [Fact]
    public void A_default_may_come_from_the_application() =>
        ProfileSource.Load($"parameters:\n  - {{name: user, type: integer, default: 65534, defaultFrom: app.user}}\n{ProfileSource.Sidecar}")
            .Parameters[0].DefaultFrom.ShouldBe(new VariableReference("app", "user"));

    [Theory]
    [InlineData("params.other")]
    [InlineData("ports.http")]
    [InlineData("app.uzer")]
    [InlineData("1000")]
    public void A_default_comes_from_nothing_but_the_pod(string source) =>
        ProfileSource.Error($"parameters:\n  - {{name: user, type: integer, defaultFrom: '{source}'}}\n{ProfileSource.Sidecar}")
            .ShouldEndWith("is no variable that the pod decides; write one of app.container, app.group, app.image, app.pullPolicy, app.user, app.workingDir, pod.namespace, workload.name, workload.kind, workload.replicas as it stands, without $( )");

    [Fact]
    public void A_container_may_copy_from_the_application() =>
        ProfileSource.Load("initContainers:\n  - copy: [env, volumeMounts, securityContext]\n    container: {name: migrate, image: $(app.image)}")
            .InitContainers[0].Copy.ShouldBe(["env", "volumeMounts", "securityContext"]);

    [Fact]
    public void A_container_copies_nothing_else() =>
        ProfileSource.Error("initContainers:\n  - copy: [envs]\n    container: {name: migrate, image: $(app.image)}")
            .ShouldEndWith("'envs' is nothing that is copied from the application's container; did you mean 'env'?");

    [Fact]
    public void A_warning_may_depend_on_what_is_known_of_the_workload()
    {
        var warning = ProfileSource.Load($"warnings:\n  - {{$when: workload.replicas, text: $(workload.replicas) of them}}\n{ProfileSource.Sidecar}").Warnings.ShouldHaveSingleItem();

        warning.When!.References.ShouldBe([new VariableReference("workload", "replicas")]);
    }

    [Fact]
    public void A_warning_without_text_is_an_error() =>
        ProfileSource.Error($"warnings:\n  - {{$when: workload.replicas}}\n{ProfileSource.Sidecar}").ShouldEndWith("the field 'text' is missing");
}
