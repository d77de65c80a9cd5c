using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Injector.Kubernetes.Connection;
using Injector.Profiles.BuiltIn;
using Injector.Profiles.Files;
using Injector.Profiles.Reading;
using Injector.Server.Cluster;
using Injector.Server.Options;
using Injector.Testing.Mutations;

namespace Injector.Benchmarks.Mutations;

/// <summary>
/// Changes profiles, settings, kubeconfigs and annotations at random and reads them: never an exception, always a place. The same seed makes the
/// same texts.
/// </summary>
internal sealed partial class ProfileMutations(int count, int seed)
{
    private const string Settings = "listen: \":8443\"\nexcludedNamespaces: [kube-system]\ndefaultProfiles:\n  - logging\nsidecarMode: native\ndrainDelay: 5s\ninsecureSkipTlsVerify: false\n";
    private const string Kubeconfig = "kind: Config\ncurrent-context: dev\ncontexts: [{name: dev, context: {cluster: c, user: u}}]\nclusters:\n- {name: c, cluster: {server: 'https://127.0.0.1:6443'}}\nusers: []\n";
    private const string Annotation = "upstreams:\n  orders: {url: 'http://orders.shop.svc:8080', retries: 3}\n  pay: {url: \"https://pay.example.com\"}\ninbound: [8443]\n";

    private readonly string[] _profiles = [FullProfile.Yaml, FullProfile.Ambassador, .. BuiltInProfiles.Load().Select(profile => BuiltInProfiles.Text(profile.Name)!)];
    private int _accepted;
    private int _refused;
    private int _exceptions;
    private int _withoutPlace;

    /// <summary>Runs <c>mutate-profiles --count N --seed N</c>.</summary>
    /// <returns>0, or 1 when there was an exception or an error without a place.</returns>
    public static int Run(string[] args)
    {
        var (count, seed) = (100_000, 1);
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            var value = int.Parse(args[i + 1], CultureInfo.InvariantCulture);
            (count, seed) = args[i] switch { "--count" => (value, seed), "--seed" => (count, value), var other => throw new ArgumentException($"unknown option {other}") };
        }

        return new ProfileMutations(count, seed).Run();
    }

    private int Run()
    {
        Parallel.For(0, Math.Min(count, 1000), Try);
        var (start, watch) = (GC.GetTotalMemory(forceFullCollection: true), Stopwatch.StartNew());
        Parallel.For(Math.Min(count, 1000), count, Try);
        Console.WriteLine($"texts {count}, accepted {_accepted}, refused {_refused}, exceptions {_exceptions}, errors without a place {_withoutPlace}");
        Console.WriteLine($"elapsed {watch.Elapsed.TotalSeconds:F0} s, memory after collection {start >> 10} KiB at the start, {GC.GetTotalMemory(forceFullCollection: true) >> 10} KiB at the end");
        return _exceptions + _withoutPlace == 0 ? 0 : 1;
    }

    private void Try(int number)
    {
        var random = new Random(HashCode.Combine(seed, number));
        var kind = random.Next(10);
        var text = Mutate(random, kind switch { 7 => Settings, 8 => Kubeconfig, 9 => Annotation, _ => _profiles[random.Next(_profiles.Length)] });
        try
        {
            var (errors, place) = kind switch
            {
                7 => (Messages(() => ServerConfigurationFile.Parse(text, "f")), FilePlace()),
                8 => (Messages(() => KubeconfigYaml.Read(text, "f")), FilePlace()),
                9 => (ConfigDocument.Read(text, out var error) is null && error is not null ? [error] : [], AnnotationPlace()),
                _ => ([.. ProfileText.Parse(text, "f").Errors.Select(wrong => wrong.ToString())], FilePlace()),
            };
            Interlocked.Increment(ref errors.Length == 0 ? ref _accepted : ref _refused);
            foreach (var wrong in errors.Where(message => !place.IsMatch(message)))
            {
                Report(ref _withoutPlace, number, wrong);
            }
        }
        catch (Exception exception)
        {
            Report(ref _exceptions, number, exception.ToString());
        }
    }

    private static void Report(ref int counter, int number, string what)
    {
        if (Interlocked.Increment(ref counter) <= 20)
        {
            Console.WriteLine($"text {number}: {what}");
        }
    }

    private static string[] Messages(Action read)
    {
        try
        {
            read();
            return [];
        }
        catch (Exception exception) when (exception is StartupException or ClusterConnectionException)
        {
            return exception.Message.Split(Environment.NewLine);
        }
    }

    /// <summary>One to three slips, and sometimes a piece of the text that stands a second time elsewhere.</summary>
    private static string Mutate(Random random, string text)
    {
        for (var slips = random.Next(1, 4); slips > 0 && text.Length > 1; slips--)
        {
            if (random.Next(4) == 0)
            {
                var (from, length) = (random.Next(text.Length), random.Next(1, 40));
                text = text.Insert(random.Next(text.Length), text[from..Math.Min(text.Length, from + length)]);
            }
            else
            {
                text = TextMutations.At(text, random.Next(text.Length), random.Next(TextMutations.KindsAtPlace)).Text;
            }
        }

        return text;
    }

    [GeneratedRegex(@"^f:[1-9]\d*:[1-9]\d*: ")]
    private static partial Regex FilePlace();

    [GeneratedRegex(@"^(line [1-9]\d*, column [1-9]\d*: |is empty|has several documents)")]
    private static partial Regex AnnotationPlace();
}
