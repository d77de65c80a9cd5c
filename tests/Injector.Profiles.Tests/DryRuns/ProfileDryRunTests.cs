using Injector.Core.Profiles.Templates;

namespace Injector.Profiles.Tests.DryRuns;

public sealed class ProfileDryRunTests
{
    [Fact]
    public void Finds_what_only_one_word_of_an_enum_brings_about() => ProfileSource.Error(
        """
        parameters: [{name: mode, type: enum, enum: [a, b, c], default: a}]
        sidecars:
          - container:
              name: helper
              image: x
              ports:
                - containerPort: 80
                - {$when: params.mode == c, containerPort: 80}
        """).ShouldBe("sample.yaml:13:39: spec.sidecars[0].container.ports[1].containerPort: this container states port 80 twice");

    [Theory]
    [InlineData("sidecar.mode == classic")]
    [InlineData("sidecar.mode == native")]
    [InlineData("params.flag")]
    [InlineData("!params.flag")]
    [InlineData("params.text == special")]
    [InlineData("params.text")]
    [InlineData("!params.text")]
    [InlineData("params.text && params.flag")]
    [InlineData("params.text == special && !params.flag && params.list")]
    public void Reaches_what_a_condition_hides(string condition) => ProfileSource.Error(
        $$"""
        parameters:
          - {name: flag, type: boolean, default: false}
          - {name: text, type: string}
          - {name: list, type: list}
        sidecars:
          - $when: '{{condition}}'
            container: {name: helper, image: ''}
        """).ShouldContain("is not an image");

    /// <summary>Each condition renders the whole profile, so that ten thousand of them would take minutes.</summary>
    [Fact]
    public void Refuses_more_conditions_than_can_be_tried() => ProfileSource.Error(
        $"""
        parameters: [{"{name: text, type: string, default: a}"}]
        sidecars:
          - container:
              name: helper
              image: x
              env: [{string.Join(", ", Enumerable.Range(0, 10_000).Select(number => $"{{$when: params.text == w{number}, name: A{number}, value: x}}"))}]
        """).ShouldContain("10000 different conditions ($when, requiredWhen) and allowed values are more than the 200 that a profile may have");

    [Fact]
    public void Tries_examples_of_parameters_without_a_default() => ProfileSource.Error(
        """
        parameters: [{name: path, type: path, required: true, example: /a}]
        volumes: [{name: data, emptyDir: {}}]
        sidecars:
          - container:
              name: helper
              image: x
              volumeMounts: [{name: data, mountPath: /a}, {name: data, mountPath: $(params.path)}]
        """).ShouldContain("two mounts of this container have the path '/a'");

    [Fact]
    public void Finds_a_needed_field_that_an_optional_parameter_leaves_out() => ProfileSource.Error(
        """
        parameters: [{name: path, type: path}]
        volumes: [{name: data, emptyDir: {}}]
        sidecars:
          - container: {name: helper, image: x, volumeMounts: [{name: data, mountPath: $(params.path)}]}
        """).ShouldContain("the field 'mountPath' is missing");

    [Fact]
    public void Finds_a_mount_of_a_volume_that_is_not_there() => ProfileSource.Error(
        """
        parameters: [{name: flag, type: boolean, default: true}]
        volumes: [{name: data, emptyDir: {}, $when: params.flag}]
        sidecars:
          - container: {name: helper, image: x, volumeMounts: [{name: data, mountPath: /x}]}
        """).ShouldContain("mounts 'data' where its $when does not hold");

    [Theory]
    [InlineData("volumes: [{name: a, emptyDir: {}, $when: workload.name}, {name: a, emptyDir: {}, $when: pod.namespace}]", "two volumes 'a' are there at once")]
    [InlineData("files: [{name: a, text: x, $when: workload.name}, {name: a, text: y, $when: pod.namespace}]", "two files 'a' are there at once")]
    [InlineData("ports: [{name: a, port: 1, $when: workload.name}, {name: a, port: 2, $when: pod.namespace}]", "two ports 'a' are there at once")]
    [InlineData("{parameters: [{name: p, type: port}], ports: [{name: a, port: $(params.p)}]}", "the port 'a' has no number here")]
    public void Finds_names_and_ports_that_conditions_leave_in_doubt(string spec, string expected) => ProfileSource.Error(spec).ShouldContain(expected);

    [Theory]
    [InlineData("{name: a, image: b, args: $(params.word)}", "is a parameter of type string, not a list")]
    [InlineData("{name: a, image: b, ports: [{containerPort: $(params.word)}]}", "is a parameter of type string, not a whole number")]
    [InlineData("{name: a, image: b, tty: $(params.port)}", "is a parameter of type port, not true or false")]
    [InlineData("{name: a, image: b, resources: $(params.word)}", "is a parameter of type string, not an object")]
    [InlineData("{name: a, image: b, ports: [{containerPort: 'x$(params.port)'}]}", "is text, not a whole number")]
    [InlineData("{name: a, image: b, resources: {limits: {cpu: $(params.word)}}}", "'text' is not a quantity")]
    [InlineData("{name: a, image: b, args: ['$(params.word[*])']}", "'params.word' is not a list")]
    public void Holds_variables_to_the_type_of_their_field(string container, string expected) => ProfileSource.Errors(
        $$"""
        parameters: [{name: word, type: string, default: text}, {name: port, type: port, default: 80}]
        sidecars: [{container: {{container}}}]
        """).ShouldContain(error => error.Contains(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData("$when: params.mode == d", "'params.mode' is never 'd'")]
    [InlineData("$when: params.mod", "the profile has no parameter 'mod'; did you mean 'mode'?")]
    [InlineData("$when: sidecar.mode == nativ", "did you mean 'native'?")]
    [InlineData("$when: 7", "not a condition such as")]
    [InlineData("$wehn: params.mode", "there is no field '$wehn' here; did you mean '$when'?")]
    public void Holds_conditions_to_what_can_be(string when, string expected) => ProfileSource.Error(
        $$"""
        parameters: [{name: mode, type: enum, enum: [a, b], default: a}]
        sidecars:
          - {{when}}
            container: {name: helper, image: x}
        """).ShouldContain(expected);

    [Theory]
    [InlineData("[{$value: a}]", "$value stands beside $when")]
    [InlineData("[{$when: workload.name, $items: a}]", "is text, not a list")]
    [InlineData("[{$when: workload.name, $value: a, more: b}]", "$value stands beside $when")]
    [InlineData("{$items: [a]}", "$items stands in an item of a list")]
    [InlineData("{$whn: a}", "there is no directive '$whn'; did you mean '$when'?")]
    public void Holds_directives_to_their_places(string content, string expected) =>
        ProfileSource.Error($"files: [{{name: a, content: {content}}}]").ShouldContain(expected);

    [Fact]
    public void Reads_values_and_items_with_conditions()
    {
        var content = ProfileSource.Load(
            """
            files:
              - name: a
                content:
                  list: [{$when: workload.name, $value: one}, {$when: '!workload.name', $value: no}, {$when: workload.name, $items: [two, {a: 1}]}]
                  member: {$when: workload.name, $value: $(workload.name)}
                  object: {$when: '!workload.name', a: 1}
            """).Files[0].Content!;

        TemplateRenderer.TryRender(content, new NamedPod(), out var value).ShouldBeTrue();

        value!.ToJsonString().ShouldBe("""{"list":["one","two",{"a":1}],"member":"x"}""");
    }

    private sealed class NamedPod : IVariableScope
    {
        public TemplateValue Resolve(VariableReference reference) => new TemplateValue.Text("x");
    }
}
