using System.Text.Json.Nodes;
using Injector.Ambassador.Composition;
using Injector.Ambassador.Reading;

namespace Injector.Ambassador.Tests;

/// <summary>Which servers are taken for such that begin in plain.</summary>
public sealed class PlainStartsTests
{
    [Theory]
    [InlineData("db=tls://db.shop.svc:5432", "PostgreSQL", "tcp://db.shop.svc:5432")]
    [InlineData("pgtls=tls://localhost:15432", "PostgreSQL", "tcp://localhost:15432")]
    [InlineData("db=tls://orders-postgres.shop.svc:6000", "PostgreSQL", "tcp://orders-postgres.shop.svc:6000")]
    [InlineData("db=tls://mysql-0.mysql.shop.svc:6000", "MySQL", "tcp://mysql-0.mysql.shop.svc:6000")]
    [InlineData("db=tls://[fd00::1]:3306?san=db.example", "MySQL", "tcp://[fd00::1]:3306")]
    [InlineData("mail=tls://mail.example.com:587", "SMTP", "tcp://mail.example.com:587")]
    [InlineData("users=tls://ldap.example.com:389", "LDAP", "tcp://ldap.example.com:389")]
    [InlineData("db=tls://roach.shop.svc:26257", "PostgreSQL", "tcp://roach.shop.svc:26257")]
    [InlineData("db=tls://a.shop.svc:443|a.shop.svc:3306?sni=a.shop.svc", "MySQL", "tcp://a.shop.svc:3306")]
    [InlineData("bus=tls://nats-0.nats.shop.svc:4222", "NATS", "tcp://nats-0.nats.shop.svc:4222")]
    public void Are_told_of_with_what_works(string upstream, string protocol, string instead)
    {
        var warning = PlainStarts.Warnings(AmbassadorReading.Read(upstream, "", null)).ShouldHaveSingleItem();
        warning.ShouldContain($"{protocol} begins in plain");
        warning.ShouldContain($": write {instead} ");
    }

    [Theory]
    [InlineData("db=tcp://db.shop.svc:5432")]
    [InlineData("redis=tls://redis.shop.svc:6379")]
    [InlineData("kafka=tls://kafka.shop.svc:9093")]
    [InlineData("mail=tls://mail.example.com:465")]
    [InlineData("users=tls://ldap.example.com:636")]
    [InlineData("smtp=tls://smtp.example.com:465")]
    [InlineData("imap=tls://imap.example.com:993")]
    [InlineData("pg=tls://pg.example.com:443")]
    [InlineData("pgadmin=https://pgadmin.shop.svc:5050")]
    public void Are_none_of_the_others(string upstream) => PlainStarts.Warnings(AmbassadorReading.Read(upstream, "", null)).ShouldBeEmpty();

    [Theory]
    [InlineData("5432=tls://localhost:15432?cert=web", true)]
    [InlineData("15432=tls://localhost:5432?cert=web", true)]
    [InlineData("5432=tcp://localhost:15432", false)]
    [InlineData("8443=tls://localhost:8080?cert=web", false)]
    public void Are_told_of_where_they_are_clients(string inbound, bool told)
    {
        var warnings = PlainStarts.Warnings(AmbassadorReading.Read("", inbound, null));
        warnings.Length.ShouldBe(told ? 1 : 0);
        warnings.ShouldAllBe(warning => warning.Contains("clients of PostgreSQL begin in plain", StringComparison.Ordinal));
    }

    [Fact]
    public void Are_found_behind_a_server_that_takes_no_TLS()
    {
        var tree = JsonNode.Parse("""{"upstreams": {"a": {"routes": [{"path": "/", "split": [{"url": "tcp://b:1", "weight": 1}, {"url": "tls://c:5432", "weight": 1}]}]}}}""");
        PlainStarts.Warnings(AmbassadorReading.Read("", "", tree)).ShouldHaveSingleItem().ShouldContain("write tcp://c:5432 ");
    }
}
