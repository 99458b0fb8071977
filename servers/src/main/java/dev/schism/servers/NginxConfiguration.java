// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The nginx configuration that makes visible what nginx understood.
 *
 * <p>What matters for parsing is left at nginx's defaults; what is set keeps nginx from hiding, retrying or cutting
 * short what a client sent.
 *
 * @param mode who answers
 * @param listen what nginx listens on, such as {@code 127.0.0.1:8080}
 * @param upstream where the echo backend listens, such as {@code unix:/dir/echo.sock}; unused in origin mode
 * @param directory an existing directory for temporary files, the process id and {@code static.txt}
 * @param errorLog a file, or {@code stderr}
 */
public record NginxConfiguration(ServerMode mode, String listen, String upstream, String directory, String errorLog) {

    /** Connections of nginx's one worker; each echoed request takes one more for the upstream. */
    public static final int WORKER_CONNECTIONS = 8192;

    /** Connections the kernel holds until nginx accepts them. */
    public static final int BACKLOG = 4096;

    /** Name of the file served in origin mode for {@code /static.txt}. */
    static final String STATIC_FILE = "static.txt";

    /** Content of that file. */
    static final String STATIC_CONTENT = "static\n";

    /** Name of the file with the process id. */
    static final String PID_FILE = "nginx.pid";

    private static final int HASH_DIGITS = 16;

    private static final String HTTP = """
            worker_processes 1;
            worker_rlimit_nofile 20000;
            pid %1$s;
            # Only what stops nginx from working: a campaign makes errors by the thousand.
            error_log %2$s crit;

            events {
                worker_connections %3$d;
            }

            http {
                access_log off;
                client_body_temp_path %4$s;
                proxy_temp_path %5$s;
                fastcgi_temp_path %6$s;
                uwsgi_temp_path %7$s;
                scgi_temp_path %8$s;
                default_type text/plain;
                client_max_body_size 16m;
                client_body_buffer_size 64k;
                keepalive_requests 1000000;
                keepalive_timeout 3600s;
            """;

    private static final String ECHO = """

                # An HTTP/0.9 request has no version, and a field without a value is not forwarded.
                map $server_protocol $schism_version {
                    ""      HTTP/0.9;
                    default $server_protocol;
                }

                upstream echo {
                    server %1$s;
                    keepalive 64;
                }

                server {
                    listen %2$s backlog=%3$d;

                    location / {
                        proxy_pass http://echo;
                        proxy_http_version 1.1;
                        proxy_set_header Connection "";
                        proxy_set_header Host $http_host;
                        proxy_set_header Schism-Version $schism_version;
                        proxy_set_header Schism-Ordinal $connection_requests;
                        # A FIN after the request is no reason to lose the response.
                        proxy_ignore_client_abort on;
                        proxy_request_buffering on;
                        proxy_buffering on;
                        proxy_buffers 16 16k;
                        proxy_next_upstream off;
                    }
                }
            }
            """;

    private static final String ORIGIN = """

                server {
                    listen %1$s backlog=%2$d;

                    location / {
                        return 200 "ok\\n";
                    }

                    location = /static.txt {
                        root %3$s;
                    }
                }
            }
            """;

    /** Returns the text of the configuration file. */
    public String text() {
        String http = HTTP.formatted(
                file(PID_FILE),
                errorLog.equals("stderr") ? errorLog : quoted(errorLog),
                WORKER_CONNECTIONS,
                file("client_body"),
                file("proxy"),
                file("fastcgi"),
                file("uwsgi"),
                file("scgi"));
        return http
                + switch (mode) {
                    case ECHO -> ECHO.formatted(quoted(upstream), listen, BACKLOG);
                    case ORIGIN -> ORIGIN.formatted(listen, BACKLOG, quoted(directory));
                };
    }

    /**
     * Returns the first 16 hexadecimal digits of the SHA-256 of the text with ports and paths taken out, so that the
     * same configuration has the same hash wherever it runs.
     */
    public String hash() {
        String normalised = new NginxConfiguration(mode, "LISTEN", "UPSTREAM", "DIRECTORY", "ERROR_LOG").text();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(normalised.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private String file(String name) {
        return quoted(directory + "/" + name);
    }

    private static String quoted(String word) {
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
