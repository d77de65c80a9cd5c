using System.Text;
using Injector.Testing.Admission;
using Injector.Testing.Golden;
using Injector.Testing.Hostile;

namespace Injector.Testing.Mutations;

/// <summary>Makes reviews that nobody meant: realistic ones with a few bytes, tokens or whole values changed, equal for equal seeds.</summary>
public sealed class ReviewMutator
{
    private const int MaxChanges = 4;

    /// <summary>One review in so many is damaged as text, and nearly always refused; the others stay JSON.</summary>
    private const int DamagedShare = 5;

    private static readonly byte[][] Values =
    [
        .. new[]
        {
            "null", "true", "0", "-1", "8080", "1e999", "99999999999999999999", "\"\"", "\"é\"", "\"a\"", "\"/var/log/app\"", "\"\\ud83d\\udea2\"", "\"auto\"", "\"64Mi\"", "\"1E\"", "[]", "{}", "[null]", "[{}]",
            "{\"name\":\"a\",\"name\":\"b\"}", "{\"limits\":{\"memory\":null}}", "\"logging,metrics\"", "\"ambassador\"", "\"true\"",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly byte[][] Tokens =
    [
        .. new[] { "\"injector.io/inject\":\"true\",", "\"image\":\"auto\",", "\"containerPort\":8080,", ",", ":", "{", "}", "[", "]", "\\u0000", "\\ud800", "$(", "🚢" }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xED, 0xA0, 0x80], [0],
    ];

    private static readonly byte[][] Characters = [.. new[] { "a", "0", "9", "-", ".", "/", ":", "=", ",", "*", "?", "&", "|", "@", "%", "$", "(", "{", "[", "#", " ", "\\n", "é", "🚢", "\\u0001" }.Select(Encoding.UTF8.GetBytes)];

    private readonly Random _random;
    private readonly IReadOnlyList<byte[]> _reviews;

    public ReviewMutator(int seed, IReadOnlyList<byte[]> reviews) => (_random, _reviews) = (new Random(seed), reviews);

    /// <summary>The reviews that mutations start from: samples, every golden pod, hostile shapes in small, and the manifests of a corpus, if there is one.</summary>
    public static IReadOnlyList<byte[]> Sources()
    {
        var golden = GoldenCases.Names.Select(name => GoldenCase.Load((string)name[0])).Select(golden => Review(golden.Pod.ToJsonString(), golden.Namespace));
        var corpus = Environment.GetEnvironmentVariable("INJECTOR_CORPUS") is { } folder
            ? Directory.EnumerateFiles(folder, "*pod*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => Review(File.ReadAllText(file), "shop"))
            : [];
        return
        [
            SampleReviews.NotRequested, SampleReviews.ThreeProfiles, SampleReviews.Ambassador,
            .. FullPod.Requests.Keys.Select(request => Encoding.UTF8.GetBytes(FullPod.Review(request).ToJsonString())),
            .. golden.Concat(corpus).Where(review => review.Length < 64 * 1024),
            .. HostileShapes.All.Select(shape => shape.Review(3)),
        ];
    }

    /// <summary>The next review.</summary>
    public byte[] Next()
    {
        var body = _reviews[_random.Next(_reviews.Count)];
        var isDamaged = _random.Next(DamagedShare) == 0;
        for (var changes = _random.Next(1, MaxChanges + 1); changes > 0; changes--)
        {
            body = isDamaged ? Damage(body) : Change(body);
        }

        return body;
    }

    /// <summary>Puts another value in the place of one, or another character into a text.</summary>
    private byte[] Change(byte[] body)
    {
        var at = _random.Next(body.Length);
        if (_random.Next(2) == 0)
        {
            var (start, stop) = Value(body, at);
            return [.. body.AsSpan(0, start), .. Values[_random.Next(Values.Length)], .. body.AsSpan(stop)];
        }

        var letters = body.AsSpan(at).IndexOfAnyInRange((byte)'a', (byte)'z');
        var place = letters < 0 ? at : at + letters;
        return [.. body.AsSpan(0, place), .. Characters[_random.Next(Characters.Length)], .. body.AsSpan(Math.Min(body.Length, place + _random.Next(2)))];
    }

    private byte[] Damage(byte[] body)
    {
        var at = _random.Next(body.Length + 1);
        var token = Tokens[_random.Next(Tokens.Length)];
        switch (_random.Next(4))
        {
            case 0:
                var flipped = body.ToArray();
                flipped[Math.Min(at, body.Length - 1)] = (byte)_random.Next(256);
                return flipped;
            case 1:
                return [.. body.AsSpan(0, at), .. token, .. body.AsSpan(at)];
            case 2:
                var end = Math.Min(body.Length, at + _random.Next(1, 40));
                return [.. body.AsSpan(0, at), .. body.AsSpan(end)];
            default:
                // A piece of the review stands there twice.
                var length = Math.Min(body.Length - at, _random.Next(1, 60));
                return [.. body.AsSpan(0, at + length), .. body.AsSpan(at)];
        }
    }

    /// <summary>The value of the member that follows an offset: what keeps most of these reviews readable.</summary>
    private static (int Start, int End) Value(byte[] body, int at)
    {
        var colon = body.AsSpan(at).IndexOf("\":"u8);
        var start = colon < 0 ? at : at + colon + 2;
        var (end, depth, isText) = (start, 0, false);
        for (; end < body.Length; end++)
        {
            var symbol = (char)body[end];
            if (symbol == '"' && body[end - 1] != '\\')
            {
                isText = !isText;
            }
            else if (!isText && symbol is '{' or '[')
            {
                depth++;
            }
            else if (!isText && symbol is '}' or ']' && --depth < 0)
            {
                break;
            }
            else if (!isText && symbol == ',' && depth == 0)
            {
                break;
            }
        }

        return (start, end);
    }

    /// <summary>The review of a pod.</summary>
    /// <param name="pod">JSON of the pod.</param>
    /// <param name="namespace">Its namespace.</param>
    public static byte[] Review(string pod, string @namespace) => Encoding.UTF8.GetBytes(
        "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":{\"uid\":\"1\",\"resource\":{\"group\":\"\",\"version\":\"v1\",\"resource\":\"pods\"},"
        + $"\"operation\":\"CREATE\",\"namespace\":\"{@namespace}\",\"object\":{pod}}}}}");
}
