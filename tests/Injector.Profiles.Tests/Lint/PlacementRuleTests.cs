using Injector.Profiles.Files;

namespace Injector.Profiles.Tests.Lint;

public sealed class PlacementRuleTests
{
    private static readonly string[] Codes = ["unknown-anchor", "circular-order", "late-classic-sidecar", "late-init-container"];

    [Fact]
    public void Warns_of_an_anchor_that_is_nowhere_and_names_the_one_that_is_close() => Warnings(
        """
        initContainers:
          - {position: "after:prepair", container: {name: a, image: example/a:1}}
          - {container: {name: prepare, image: example/a:1}}
        """).ShouldHaveSingleItem().ShouldStartWith(
        "sample.yaml:7:8: warning: spec.initContainers[0].position: neither this profile nor a built-in one has a container 'prepair'");

    [Theory]
    [InlineData("after:b")]
    [InlineData("before:b")]
    [InlineData("after:istio-proxy")]
    [InlineData("before:envoy-ambassador")]
    [InlineData("start")]
    [InlineData("last")]
    public void Has_nothing_to_say_of_places_that_can_be(string position) => Warnings(
        $$"""
        initContainers:
          - {position: "{{position}}", container: {name: a, image: example/a:1} }
          - {container: {name: b, image: example/a:1} }
        """).ShouldBeEmpty();

    [Theory]
    [InlineData("after:a", "after:b")]
    [InlineData("before:a", "before:b")]
    [InlineData("after:b", "last")]
    public void Warns_of_positions_in_a_circle(string ofB, string ofA) => Warnings(
        $$"""
        initContainers:
          - {position: "{{ofA}}", container: {name: a, image: example/a:1} }
          - {position: "{{ofB}}", container: {name: b, image: example/a:1} }
        """).ShouldHaveSingleItem().ShouldContain("go in a circle");

    [Fact]
    public void Has_nothing_to_say_where_two_containers_say_the_same_twice() => Warnings(
        """
        initContainers:
          - {position: "before:main", container: {name: prepare, image: example/a:1}}
        sidecars:
          - {position: "after:prepare", container: {name: main, image: example/a:1}}
        """).ShouldBeEmpty();

    [Theory]
    [InlineData("", "", false)]
    [InlineData("first", "", false)]
    [InlineData("first", "first", false)]
    [InlineData("before:main", "", false)]
    [InlineData("last", "last", false)]
    [InlineData("", "first", true)]
    [InlineData("", "start", true)]
    [InlineData("last", "", true)]
    [InlineData("", "before:prepare", true)]
    public void Warns_where_an_init_container_writes_what_a_sidecar_has_started_with(string ofInit, string ofSidecar, bool warns)
    {
        var warnings = Warnings(Writing(ofInit, ofSidecar));

        warnings.Length.ShouldBe(warns ? 1 : 0);
        warnings.ShouldAllBe(warning => warning.Contains("'prepare' writes volume 'work' after the sidecar 'main' has started with it", StringComparison.Ordinal));
    }

    [Fact]
    public void Has_nothing_to_say_of_an_init_container_that_reads_what_a_sidecar_writes() =>
        Warnings(Writing("last", "").Replace("/work}", "/work, readOnly: true}", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Warns_of_an_init_container_that_needs_its_sidecar_where_sidecars_are_ordinary_containers() => Warnings(
        """
        initContainers:
          - {position: "after:main", container: {name: check, image: example/a:1}}
        sidecars:
          - {container: {name: main, image: example/a:1}}
        """).ShouldHaveSingleItem().ShouldContain("'main' starts after all init containers");

    [Fact]
    public void Has_nothing_to_say_of_positions_that_variables_decide() => Warnings(
        """
        parameters: [{name: place, type: string, pattern: 'first|after:[a-z]+', example: after:nobody}]
        initContainers:
          - {position: $(params.place), container: {name: a, image: example/a:1}}
        """).ShouldBeEmpty();

    [Fact]
    public void Refuses_a_variable_whose_example_is_no_position() => ProfileSource.Error(
        """
        parameters: [{name: place, type: string, default: middle}]
        initContainers:
          - {position: $(params.place), container: {name: a, image: example/a:1}}
        """).ShouldContain("'middle' is not a position; write start, first, last");

    private static string Writing(string ofInit, string ofSidecar)
    {
        var (init, sidecar) = (ofInit.Length > 0 ? $"position: \"{ofInit}\", " : "", ofSidecar.Length > 0 ? $"position: \"{ofSidecar}\", " : "");
        return $$"""
            volumes: [{name: work, emptyDir: {sizeLimit: 1Mi} }]
            initContainers:
              - { {{init}}container: {name: prepare, image: example/a:1, volumeMounts: [{name: work, mountPath: /work}]} }
            sidecars:
              - { {{sidecar}}container: {name: main, image: example/a:1, volumeMounts: [{name: work, mountPath: /in}]} }
            """;
    }

    private static string[] Warnings(string spec)
    {
        var load = ProfileText.Parse(ProfileSource.Document(spec), "sample.yaml");
        load.Errors.ShouldBeEmpty();
        return [.. load.Warnings.Where(warning => Codes.Contains(warning.Code)).Select(warning => warning.ToString())];
    }
}
