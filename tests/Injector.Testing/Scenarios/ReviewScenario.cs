using System.Text;

namespace Injector.Testing.Scenarios;

/// <summary>
/// A kind of review whose cost is measured: what its pods request, and how large they are. Equal numbers give equal bytes. The pods are those of
/// Deployments, with the defaults that an API server fills in, and take about 4 KB unless they have many variables.
/// </summary>
public sealed class ReviewScenario
{
    private const int Templates = 3_000;

    private readonly Func<PodTemplate, string> _annotations;
    private readonly int _variables;
    private readonly int _valueLength;

    private ReviewScenario(string name, Func<PodTemplate, string> annotations, int templates = Templates, int variables = 16, int valueLength = 40)
    {
        (Name, Count) = (name, templates);
        (_annotations, _variables, _valueLength) = (annotations, variables, valueLength);
    }

    /// <summary>All of them, in the order of the tables.</summary>
    public static IReadOnlyList<ReviewScenario> All { get; } =
    [
        new("nobody asked", _ => ""),
        new("one profile", template => Inject("logging") + Logging(template)),
        new("three profiles", Three),
        new("five profiles", Five),
        new("ambassador, HAProxy", template => Ambassador(template, "haproxy")),
        new("ambassador, Envoy", template => Ambassador(template, "envoy")),
        new("three profiles, 2,000 variables", Three, templates: 150, variables: 2_000),
        new("nobody asked, 1.5 MiB", _ => "", templates: 16, variables: 2_000, valueLength: 730),
        new("three profiles, 1.5 MiB", Three, templates: 16, variables: 2_000, valueLength: 730),
    ];

    /// <summary>What it is called in tables.</summary>
    public string Name { get; }

    /// <summary>How many templates a run takes in turn: many, unless they are large.</summary>
    public int Count { get; }

    /// <summary>A review of a template like no other.</summary>
    /// <param name="number">Number of the template.</param>
    public byte[] Distinct(int number) => Review(new PodTemplate(number), new PodInstance(number));

    /// <summary>The review of one more pod of the same template, as a rollout brings it.</summary>
    /// <param name="number">Number of the pod.</param>
    public byte[] Repeated(int number) => Review(new PodTemplate(0), new PodInstance(number));

    private byte[] Review(PodTemplate template, PodInstance pod) =>
        Encoding.UTF8.GetBytes(ReviewText.Write(template, pod, _annotations(template), _variables, _valueLength));

    private static string Three(PodTemplate template) => Inject("logging,metrics,wait-for") + Logging(template) + Metrics + WaitFor(template);

    private static string Five(PodTemplate template) => Inject("logging,metrics,wait-for,otel-collector,config-reloader") + Logging(template) + Metrics + WaitFor(template)
        + Annotation("otel-collector.injector.io/endpoint", $"otel-{template.Team}.observability.svc:4317")
        + Annotation("otel-collector.injector.io/attributes", $"service.name={template.Name}")
        + Annotation("config-reloader.injector.io/configMap", $"{template.Name}-rules")
        + Annotation("config-reloader.injector.io/path", $"/etc/{template.Name}/rules");

    private static string Ambassador(PodTemplate template, string engine) => Inject("ambassador") + Annotation("ambassador.injector.io/engine", engine)
        + Annotation(
            "ambassador.injector.io/upstreams",
            $"orders=http://{template.Name}-orders.shop.svc:8080?timeout={template.Seconds}s,db@5432=tcp://{template.Name}-db.shop.svc:5432");

    private static string Logging(PodTemplate template) => Annotation("logging.injector.io/path", $"/var/log/{template.Name}");

    private static string Metrics => Annotation("metrics.injector.io/exporter", "nginx");

    private static string WaitFor(PodTemplate template) => Annotation("wait-for.injector.io/targets", $"tcp://{template.Name}-db.shop.svc:5432");

    private static string Inject(string profiles) => Annotation("injector.io/inject", profiles);

    private static string Annotation(string key, string value) => $"\"{key}\":\"{value}\",";
}
