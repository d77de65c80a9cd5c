using System.Net;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>Answers to requests that were sent one after the other.</summary>
internal sealed record Answers(IReadOnlyList<HttpStatusCode> Statuses, IReadOnlyList<string> Bodies)
{
    private const int MaxTries = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public int Count(string body) => Bodies.Count(other => other == body);

    public int StartingWith(string start) => Bodies.Count(body => body.StartsWith(start, StringComparison.Ordinal));

    public int WithStatus(HttpStatusCode status) => Statuses.Count(other => other == status);

    public static async Task<string> GetAsync(Uri address) => (await GetManyAsync(address, 1)).Bodies[0];

    public static Task<Answers> GetManyAsync(Uri address, int count) => SendManyAsync(HttpMethod.Get, address, count);

    public static async Task<Answers> SendManyAsync(HttpMethod method, Uri address, int count, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient();
        return await SendManyAsync(client, method, address, count, headers);
    }

    public static async Task<Answers> SendManyAsync(
        HttpClient client, HttpMethod method, Uri address, int count, params (string Name, string Value)[] headers)
    {
        var (statuses, bodies) = (new List<HttpStatusCode>(count), new List<string>(count));
        for (var i = 0; i < count; i++)
        {
            using var request = new HttpRequestMessage(method, address) { Version = client.DefaultRequestVersion, VersionPolicy = client.DefaultVersionPolicy };
            foreach (var (name, value) in headers)
            {
                request.Headers.Add(name, value);
            }

            using var answer = await client.SendAsync(request);
            statuses.Add(answer.StatusCode);
            bodies.Add(await answer.Content.ReadAsStringAsync());
        }

        return new Answers(statuses, bodies);
    }

    /// <summary>Asks until something holds: a program has no other way to say that it has come about.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var i = 0; i < MaxTries; i++)
        {
            if (await holds())
            {
                return;
            }

            await Task.Delay(Pause);
        }

        throw new TimeoutException($"Not so after {MaxTries} tries.");
    }
}
