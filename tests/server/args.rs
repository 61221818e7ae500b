//! The options of the command line.

use quartermaster::transport::demo::seed::Seed;

pub const HELP: &str = "\
account-server [OPTIONS]
  --port N              HTTP/1.1 on this port of 127.0.0.1; 0, the default, takes a free one
  --tls-port N          HTTPS (HTTP/2 and 1.1, a certificate of its own) as well; 0 takes a free port
  --files N             files of a new account
  --stores N            vector stores of a new account
  --batches N           batches of a new account
  --seed N              the number from which a new account springs
  --page-limit N        no page of a list is longer, whatever is asked for
  --latency-ms N        time that each request and each preflight takes
  --until-stdin-closes  end when the standard input ends
When it is ready it prints one line of JSON with its addresses: http, https (or null), control.
";

#[derive(Debug)]
pub struct Args {
    pub port: u16,
    pub tls_port: Option<u16>,
    pub seed: Seed,
    pub page_limit: Option<usize>,
    pub latency_ms: u64,
    pub until_stdin_closes: bool,
    pub help: bool,
}

impl Args {
    /// Reads the arguments that follow the program's name; the error is a sentence.
    pub fn parse(args: impl IntoIterator<Item = String>) -> Result<Args, String> {
        let mut args = args.into_iter();
        let mut read = Args {
            port: 0,
            tls_port: None,
            seed: Seed::demo(),
            page_limit: None,
            latency_ms: 0,
            until_stdin_closes: false,
            help: false,
        };
        while let Some(name) = args.next() {
            match name.as_str() {
                "--help" => read.help = true,
                "--until-stdin-closes" => read.until_stdin_closes = true,
                "--port" => read.port = number(&name, args.next())?,
                "--tls-port" => read.tls_port = Some(number(&name, args.next())?),
                "--files" => read.seed.files = number(&name, args.next())?,
                "--stores" => read.seed.stores = number(&name, args.next())?,
                "--batches" => read.seed.batches = number(&name, args.next())?,
                "--seed" => read.seed.number = number(&name, args.next())?,
                "--page-limit" => read.page_limit = Some(number(&name, args.next())?),
                "--latency-ms" => read.latency_ms = number(&name, args.next())?,
                _ => return Err(format!("There is no option {name}; --help lists them.")),
            }
        }
        Ok(read)
    }
}

fn number<T: std::str::FromStr>(name: &str, value: Option<String>) -> Result<T, String> {
    let value = value.ok_or_else(|| format!("{name} needs a number."))?;
    value.parse().map_err(|_| format!("{name} needs a number, and {value} is none that fits."))
}

#[cfg(test)]
mod tests {
    use super::Args;

    fn parse(line: &str) -> Result<Args, String> {
        Args::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn options_are_read_and_mistakes_are_told() {
        let args = parse("--port 8081 --tls-port 0 --files 5 --seed 9 --page-limit 3 --until-stdin-closes").unwrap();
        assert_eq!((args.port, args.tls_port), (8081, Some(0)));
        assert_eq!((args.seed.files, args.seed.number, args.page_limit), (5, 9, Some(3)));
        assert!(args.until_stdin_closes);
        assert_eq!(parse("").unwrap().tls_port, None);
        assert!(parse("--port").unwrap_err().contains("--port"));
        assert!(parse("--port 70000").unwrap_err().contains("70000"));
        assert!(parse("--prot 1").unwrap_err().contains("--prot"));
    }
}
